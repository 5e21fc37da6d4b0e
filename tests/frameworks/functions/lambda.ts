import { toLambdaHandler } from 'cryptomus-kit/webhooks'
import { handle } from '../handle.ts'

export const handler = toLambdaHandler(handle)
