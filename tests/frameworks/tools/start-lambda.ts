import type { LambdaEvent } from '../../../src/webhooks/adapters/lambda-types.ts'
import { startServer } from './start-server.ts'
import type { Running } from './types.ts'

/** Starts the function, and sends each request as the event that `makeEvent` makes of it. */
export async function startLambda(
  makeEvent: (fields: LambdaEvent) => LambdaEvent,
  isBase64: boolean,
): Promise<Running> {
  const server = await startServer(process.execPath, ['--import', 'tsx', 'tools/serve-lambda.ts'])
  const spell = (path: string, body: string) => {
    if (path === '/parsed') return JSON.parse(body) as unknown
    return isBase64 ? Buffer.from(body).toString('base64') : body
  }
  return {
    ...server,
    send: async (path, method, body) => {
      const content = body === undefined ? {} : { body: spell(path, body), isBase64Encoded: isBase64 }
      const { requestContext } = makeEvent({})
      const http = { requestContext: { ...requestContext, http: { ...requestContext?.http, method } } }
      const how = requestContext?.http === undefined ? { httpMethod: method } : http
      const { text } = await server.send('/', 'POST', JSON.stringify(makeEvent({ ...how, ...content })))
      const answer = JSON.parse(text) as { readonly statusCode: number; readonly body: string }
      return { status: answer.statusCode, text: answer.body }
    },
  }
}
