import type { Fetch } from '../call/types.ts'
import { createError } from '../errors/create-error.ts'
import { type Backstage, backstage } from './backstage.ts'
import { advanceClock } from './clock.ts'
import { handleRequest } from './handle-request.ts'
import { owedOn, payInvoice } from './invoices/lifecycle.ts'
import { endPayout } from './payouts/end-payout.ts'
import type { Deliver, Delivery, Sandbox, SandboxOptions } from './types.ts'
import { deposit } from './wallets/behaviour.ts'
import { deliverWebhooks } from './webhooks.ts'
import { refuseInput } from './world/answer.ts'
import { createWorld } from './world/create-world.ts'

/** Keeps the newest deliveries, up to a limit. */
export function createHistory(limit = 1000) {
  if (!(typeof limit === 'number' && limit >= 0)) {
    throw createError('config', 'historyLimit must be a number, 0 or more.', { option: 'historyLimit' })
  }
  const deliveries: Delivery[] = []
  const remember = (delivery: Delivery) => {
    deliveries.push(delivery)
    if (deliveries.length > limit) deliveries.shift()
  }
  return { deliveries: deliveries as readonly Delivery[], remember }
}

/** A `fetch` that asks the sandbox instead of the network. */
const fetchFrom =
  (handle: Sandbox['handle']): Fetch =>
  (url, { method, headers, body = '' }) => {
    const lowerCase = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
    return handle({
      method,
      url,
      headers: { get: (name) => lowerCase[name.toLowerCase()] ?? null },
      text: async () => body,
    })
  }

/**
 * Creates a gateway in memory that takes invoices and payouts, keeps books, and sends signed webhooks.
 *
 * Two sandboxes share nothing. The merchant's wallet in each coin opens with 10,000 US dollars' worth, prices are fixed,
 * and time stands still until `advance` moves it.
 *
 * @throws {CryptomusError} kind `config`: an option is unusable or unknown.
 * @example
 * ```ts
 * import { createClient } from 'cryptomus-kit'
 * import { createSandbox } from 'cryptomus-kit/sandbox'
 *
 * const sandbox = createSandbox()
 * const client = createClient(sandbox.clientOptions)
 * const invoice = { amount: '20', currency: 'USD', order_id: 'order-1', url_callback: 'https://shop.example/hook' }
 * const { uuid } = await client.payments.create(invoice)
 * await sandbox.pay(uuid)
 * console.log(sandbox.deliveries[0]?.body) // the signed webhook
 * ```
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const world = createWorld(options)
  const history = createHistory(options.historyLimit)
  let attached: Deliver | undefined
  const deliver = () => deliverWebhooks(world, options.deliver ?? attached, history.remember)

  const handle: Sandbox['handle'] = async (request) => {
    const { status, body } = await handleRequest(world, request)
    await deliver()
    return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
  }
  const door: Backstage = {
    owed: (uuid) => owedOn(world, uuid),
    attach: (receiver) => {
      attached = receiver
      return () => {
        if (attached === receiver) attached = undefined
      }
    },
  }
  const sandbox: Sandbox = {
    clientOptions: Object.freeze({ ...world.credentials, gateway: world.gateway, fetch: fetchFrom(handle) }),
    handle,
    pay: async (uuid, how = {}) => {
      payInvoice(world, uuid, how)
      await deliver()
    },
    deposit: async (walletUuid, how) => {
      deposit(world, walletUuid, how)
      await deliver()
    },
    advance: async (ms) => {
      if (!(Number.isFinite(ms) && ms >= 0)) refuseInput('ms', 'must be a number of milliseconds, 0 or more')
      await advanceClock(world, ms, deliver)
    },
    settlePayout: async (uuid, status, { isFinal } = {}) => {
      endPayout(world, uuid, status, isFinal)
      await deliver()
    },
    deliveries: history.deliveries,
    now: () => world.clock.now,
  }
  return Object.freeze(Object.defineProperty(sandbox, backstage, { value: door }))
}
