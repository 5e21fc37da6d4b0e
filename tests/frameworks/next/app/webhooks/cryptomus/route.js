import { handle } from '../../../handle.js'

export const POST = (request) => handle(request)
