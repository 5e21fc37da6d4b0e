import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createHttp2Server, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2'
import { toLambdaHandler } from '../../src/webhooks/adapters/lambda-handler.ts'
import type { LambdaEvent, LambdaResult } from '../../src/webhooks/adapters/lambda-types.ts'
import { toNodeListener } from '../../src/webhooks/adapters/node-listener.ts'
import type { NodeRequest, NodeResponse } from '../../src/webhooks/adapters/node-types.ts'
import type { Assignable, Equal, Expect } from './equal.ts'

const handle = async (request: Request): Promise<Response> => new Response(await request.text())

export const listener: RequestListener = toNodeListener(handle)

export const servers = () => [createServer(toNodeListener(handle)), createHttp2Server(toNodeListener(handle))]

export const answered = toLambdaHandler(handle)({ httpMethod: 'POST', path: '/', headers: {}, body: null })

export const refused = () => [
  // @ts-expect-error: a handle answers
  toNodeListener(async () => {}),
  // @ts-expect-error: the options of a handler are no handler
  toLambdaHandler({ apiKey: 'k' }),
]

export type Proofs = [
  Expect<Assignable<IncomingMessage, NodeRequest>>,
  Expect<Assignable<ServerResponse, NodeResponse>>,
  Expect<Assignable<Http2ServerRequest, NodeRequest>>,
  Expect<Assignable<Http2ServerResponse, NodeResponse>>,
  Expect<Equal<typeof answered, Promise<LambdaResult>>>,
  Expect<Equal<LambdaEvent['body'], unknown>>,
]
