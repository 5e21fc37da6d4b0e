import type { Config, Context } from '@netlify/functions'
import { handle } from '../handle.ts'

export default (request: Request, { ip }: Context): Promise<Response> => handle(request, { remoteAddress: ip })

export const config: Config = { path: '/webhooks/cryptomus' }
