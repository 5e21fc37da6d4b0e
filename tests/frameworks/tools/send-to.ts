import type { SendTo } from './types.ts'

/** Sends requests to a server, as the gateway does. */
export function sendTo(origin: string): SendTo {
  return async (path, method, body) => {
    const headers = { 'content-type': 'application/json' }
    const init = body === undefined ? { method } : { method, headers, body }
    const response = await fetch(`${origin}${path}`, init)
    return { status: response.status, text: await response.text() }
  }
}
