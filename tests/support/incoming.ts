import { Readable } from 'node:stream'
import type { NodeRequest } from '../../src/webhooks/adapters/node-types.ts'

/** What a request of Node's is made of; everything has a default. */
export type IncomingFields = Partial<Record<keyof NodeRequest | 'app' | 'query' | 'cookies', unknown>>

/** A request as Node's server would hand it over: a real stream of these pieces, with the fields of a request. */
export function fakeIncoming(pieces: readonly (string | Uint8Array)[] = [], fields: IncomingFields = {}) {
  const stream = Readable.from(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece)))
  return Object.assign(stream, {
    method: 'POST',
    url: '/',
    headers: {},
    socket: { remoteAddress: '127.0.0.1' },
    ...fields,
  }) as unknown as Readable & NodeRequest
}
