import { type Backstage, backstage } from './backstage.ts'
import { owedOn, payInvoice } from './invoices/lifecycle.ts'
import { renderInvoice } from './invoices/render.ts'
import { endPayout } from './payouts/end-payout.ts'
import { handleRequest } from './requests/handle-request.ts'
import { fetchFrom, respondTo } from './requests/respond.ts'
import { createRoutes } from './requests/routes.ts'
import { setStatus } from './set-status.ts'
import type { Sandbox, SandboxOptions } from './types.ts'
import { deposit, viewWallet } from './wallets/behaviour.ts'
import { refuseInput, requireOptions } from './world/answer.ts'
import { advanceClock, tickClock } from './world/clock.ts'
import { createWorld } from './world/create-world.ts'
import { saveWorld } from './world/snapshot.ts'

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
  const { outbox, clock } = world
  const findRoute = createRoutes(world.gateway, world.wire)

  const answer: Backstage['answer'] = async (request, payUrl) => {
    const reply = await handleRequest(world, findRoute, request, payUrl)
    outbox.wake()
    return reply
  }
  const handle: Sandbox['handle'] = async (request) => respondTo(await answer(request))
  const door: Backstage = {
    answer,
    tick: (ms) => tickClock(world, ms),
    attach: outbox.attach,
    owed: (uuid) => owedOn(world, uuid),
    payment: (uuid, payUrl) => {
      const invoice = world.invoices.get(uuid)
      return invoice && renderInvoice(world, invoice, payUrl)
    },
    wallet: (uuid) => viewWallet(world, uuid),
  }
  const sandbox: Sandbox = {
    clientOptions: Object.freeze({ ...world.credentials, gateway: world.gateway, fetch: fetchFrom(handle) }),
    handle,
    pay: async (uuid, how = {}) => {
      payInvoice(world, uuid, how)
      await outbox.flush(uuid)
    },
    deposit: async (walletUuid, how) => {
      const uuid = deposit(world, walletUuid, how)
      if (uuid !== undefined) await outbox.flush(uuid)
    },
    setStatus: async (uuid, status, how = {}) => {
      setStatus(world, uuid, status, how)
      await outbox.flush(uuid)
    },
    advance: async (ms) => {
      if (!(Number.isFinite(ms) && ms >= 0)) refuseInput('ms', 'must be a number of milliseconds, 0 or more')
      await advanceClock(world, ms)
    },
    settlePayout: async (uuid, status, how = {}) => {
      const { isFinal } = requireOptions(how, ['isFinal'])
      endPayout(world, uuid, status, isFinal)
      await outbox.flush(uuid)
    },
    fault: world.faults.add,
    deliveries: outbox.deliveries,
    now: () => clock.now,
    save: () => saveWorld(world),
  }
  return Object.freeze(Object.defineProperty(sandbox, backstage, { value: door }))
}
