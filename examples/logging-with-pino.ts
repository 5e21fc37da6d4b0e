/**
 * Logs what a client does with pino, one JSON line each: a call that succeeds after a retry, and one that is refused.
 * Run it with `npx tsx examples/logging-with-pino.ts`; it needs no keys and no network.
 */
import { createClient, type Fetch, type Logger, settle } from 'cryptomus-kit'
import { createSandbox } from 'cryptomus-kit/sandbox'
import pino from 'pino'

const log = pino({ level: 'debug', base: null, timestamp: false })

// pino takes the fields first. `scope` is hierarchical: cryptomus.payments.create
const logger: Logger = {
  debug: (message, fields) => log.debug(fields, message),
  info: (message, fields) => log.info(fields, message),
  warn: (message, fields) => log.warn(fields, message),
  error: (message, fields) => log.error(fields, message),
}

const sandbox = createSandbox()
let calls = 0
/** Busy once, so that there is a retry to be seen. */
const fetch: Fetch = async (url, init) => {
  calls += 1
  if (calls === 1) return new Response('busy', { status: 503, headers: { 'retry-after': '0' } })
  return sandbox.clientOptions.fetch(url, init)
}

const client = createClient({ ...sandbox.clientOptions, fetch, logger })
await client.payments.create({ amount: '15.00', currency: 'USD', order_id: 'order-1' })
await settle(client.payments.get({ order_id: 'no-such-order' }))
