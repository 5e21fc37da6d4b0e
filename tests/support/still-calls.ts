import assert from 'node:assert/strict'
import { getEventListeners } from 'node:events'
import type { ClientOptions } from '../../src/call/client-options.ts'
import { getPayment } from '../../src/operations/payments/manage-payments.ts'
import { createPayout } from '../../src/operations/payouts/create-payout.ts'
import type { CallOptions } from '../../src/operations/types.ts'
import { payout } from '../fixtures/payouts.ts'
import { createStillCaller } from './clocks.ts'

/** Returns a promise that never settles, as a fetch that hangs. */
export const never = () => new Promise<never>(() => {})

/** Returns the number of abort listeners on a signal. */
export const listeners = (signal: AbortSignal) => getEventListeners(signal, 'abort').length

/** Creates a write that is sent once, and a read that is sent once, on clocks that stand still. */
export function begin(fetch: unknown, options: CallOptions = {}, settings: Partial<ClientOptions> = {}) {
  const still = createStillCaller(fetch, settings)
  const write = () => still.call(createPayout, payout, { timeoutMs: 250, ...options })
  const read = () => still.call(getPayment, { uuid: 'u' }, { timeoutMs: 250, retries: 0, ...options })
  return { ...still, write, read }
}

/** Resolves with what a promise rejected with, whatever it is. */
export const reasonOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => assert.fail('it was not rejected'),
    (reason: unknown) => reason,
  )
