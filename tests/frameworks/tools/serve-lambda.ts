import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'

// Calls a function as the runtime of Lambda does: with an event that was JSON, and an answer that becomes JSON.
const { handler } = await import('../functions/lambda.ts')

createServer(async (incoming, outgoing) => {
  const event = await text(incoming)
  outgoing.end(JSON.stringify(event === '' ? {} : await handler(JSON.parse(event))))
}).listen(process.env.PORT)
