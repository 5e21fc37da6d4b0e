import type { CreatePayoutParams } from '../operations/payouts/create-payout.ts'
import type { Caller } from '../operations/types.ts'
import { runPayoutFlow } from './payout-flow.ts'
import { lookUp, resume, send, unansweredSince } from './payout-steps.ts'
import type { EnsuredPayout, EnsurePayoutOptions } from './types.ts'

/**
 * Makes a payout, once: however often it is called, by however many processes, and whatever the network loses.
 *
 * Resolves with what is certain: `sent`, `failed` or `refused`. What is not certain yet rejects with `unsettled`, whose
 * `retryAfterMs` says when the same call can bring news; a job that rejects is run again, and that is right. A refund follows
 * `failed` and `refused` only. Where you give up, call `closePayout` before you refund.
 *
 * The state of the payout is kept in `store` under the gateway, the merchant and the `order_id`: at most one request at a
 * time, and after one that was not answered none for `graceMs`. The same `order_id` with another amount, currency, network,
 * address, `is_subtract`, `to_currency`, `from_currency` or `memo` is a `conflict`. The `order_id` has at most 32 characters,
 * and is never invented: see `payoutOrderId`. The guide, `src/flows/README.md`, says which store to use and what to do after each
 * outcome.
 *
 * @throws {CryptomusError} kind `validation` or `config`: nothing was sent; the error names the param or the option.
 * @throws {CryptomusError} kind `conflict`: another payout lives under this `order_id`, given as `existing` where it is known.
 * @throws {CryptomusError} kind `unsettled`: it is not known yet; `retryable` says whether calling again can help.
 * @throws the reason of `signal`, if it was aborted before anything was written down.
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
