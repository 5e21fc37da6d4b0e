import type { CreatePayoutParams } from '../operations/payouts/create-payout.ts'
import type { Caller } from '../operations/types.ts'
import { runPayoutFlow } from './payout-flow.ts'
import { lookUp, resume, send, unansweredSince } from './payout-steps.ts'
import type { EnsuredPayout, EnsurePayoutOptions } from './types.ts'

/**
 * Makes a payout once, however often it is called, by any number of processes, also if the network loses requests or responses.
 *
 * Resolves with a certain result: `sent`, `failed` or `refused`. Otherwise it rejects with `unsettled`; make the same call again
 * after its `retryAfterMs`. A refund follows `failed` and `refused` only. Before you give up and refund, call `closePayout`.
 *
 * The state of the payout is kept in `store` under the gateway, the merchant and the `order_id`. One request is sent at a time,
 * and after a request without a response none for `graceMs`. The same `order_id` with another amount, currency, network, address,
 * `is_subtract`, `to_currency`, `from_currency` or `memo` is a `conflict`. The `order_id` has a maximum of 32 characters and is
 * never invented: see `payoutOrderId`. The guide, `src/flows/README.md`, describes which store to use and what to do after each
 * outcome.
 *
 * @throws {CryptomusError} kind `validation` or `config`: the error names the param or the option; `outcome` says whether a
 * request may have been sent.
 * @throws {CryptomusError} kind `conflict`: another payout lives under this `order_id`, given as `existing` where it is known.
 * @throws {CryptomusError} kind `unsettled`: it is not known yet; `retryable` says whether calling again can help.
 * @throws the reason of `signal`, if it was aborted before anything was stored.
 * @example
 * ```ts
 * import { createClient, ensurePayout, memoryStore, payoutOrderId, readEnv } from 'cryptomus-kit'
 *
 * const client = createClient(readEnv(process.env))
 * const store = memoryStore() // in production a database that all workers share: postgresStore
 * const coins = { amount: '10.28', currency: 'USDT', network: 'tron', is_subtract: true }
 * const address = 'TXinventedAddressOfSomebody00000000'
 * const order_id = payoutOrderId('shop', 'withdrawal', 17)
 * const { state } = await ensurePayout(client, { ...coins, address, order_id }, { store, waitMs: 10_000 })
 * console.log(state)
 * ```
 */
export async function ensurePayout(
  client: Caller,
  params: CreatePayoutParams,
  options: EnsurePayoutOptions,
): Promise<EnsuredPayout> {
  return runPayoutFlow(client, params, options, async (job) => {
    const { step, recorded } = await lookUp(job)
    if (step !== undefined) return step
    if (recorded === undefined && job.signal?.aborted) return 'aborted'
    const since = recorded && unansweredSince(recorded)
    return recorded === undefined || since === undefined ? send(job, recorded) : resume(job, recorded, since)
  })
}
