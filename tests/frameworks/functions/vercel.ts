import { handle } from '../handle.ts'

export const POST = (request: Request): Promise<Response> => handle(request)
