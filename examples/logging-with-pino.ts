/**
 * Logs two calls with pino, as JSON lines: one that succeeds after a retry, and one that the gateway refuses.
 *
 * Run it with `npx tsx examples/logging-with-pino.ts`. It needs no keys and no network.
 */
import { createClient, type Fetch, type Logger, settle } from 'cryptomus-kit'
import { createSandbox } from 'cryptomus-kit/sandbox'
import pino from 'pino'

// Level `debug` includes attempts and retries. Without `base` and `timestamp`, every run prints nearly the same lines.
const log = pino({ level: 'debug', base: null, timestamp: false })

// A logger gets the message first, pino takes the fields first. `fields.scope` is hierarchical: cryptomus.payments.create.
const logger: Logger = {
  debug: (message, fields) => log.debug(fields, message),
  info: (message, fields) => log.info(fields, message),
  warn: (message, fields) => log.warn(fields, message),
  error: (message, fields) => log.error(fields, message),
}

const sandbox = createSandbox()
let calls = 0
/** Responds once with 503 and then like the sandbox, so that the log contains a retry. */
const fetch: Fetch = async (url, init) => {
  calls += 1
  if (calls === 1) return new Response('busy', { status: 503, headers: { 'retry-after': '0' } })
  return sandbox.clientOptions.fetch(url, init)
}

const client = createClient({ ...sandbox.clientOptions, fetch, logger })
await client.payments.create({ amount: '15.00', currency: 'USD', order_id: 'order-1' })
// `settle` returns the error instead of throwing it; the logger has reported it by then.
await settle(client.payments.get({ order_id: 'no-such-order' }))
