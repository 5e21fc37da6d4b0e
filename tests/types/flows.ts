import type { CryptomusError, RefusalReason } from '../../src/errors/types.ts'
import { reconcilePayments } from '../../src/flows/reconcile.ts'
import { sendPayouts } from '../../src/flows/send-payouts.ts'
import type { EnsuredPayout, PayoutRow } from '../../src/flows/types.ts'
import { waitForPayment, waitForPayout } from '../../src/flows/wait-for.ts'
import {
  type Client,
  type CreatePayoutParams,
  type DeliveryReport,
  memoryStore,
  type Payment,
  type Payout,
  type WebhookHandle,
} from '../../src/index.ts'
import type { Equal, Expect } from './equal.ts'

declare const client: Client
declare const handle: WebhookHandle
declare const row: PayoutRow
const store = memoryStore()

/** A row tells by its state what it has, as the result of `ensurePayout` does. */
export function narrow(): readonly unknown[] {
  switch (row.state) {
    case 'sent':
    case 'failed':
      return [row.payout satisfies Payout, row.error satisfies undefined]
    case 'refused':
      return [row.reason satisfies 'amount_limit' | 'invalid_params' | 'closed', row.message satisfies string]
    case 'unsettled':
      return [row.error satisfies CryptomusError<'unsettled'>, row.reason satisfies RefusalReason | undefined]
    case 'stuck':
      return [row.error satisfies CryptomusError<'conflict'> | CryptomusError<'validation'>]
  }
}

interface Withdrawal extends CreatePayoutParams {
  readonly order_id: string
}
declare const withdrawals: AsyncIterable<Withdrawal>

/** Rows have the params in the type that they were given in, and so do the options that see a row. */
export async function send() {
  for await (const { params } of sendPayouts(client, withdrawals, {
    store,
    stopOn: (at) => at.params.order_id === 'x',
  })) {
    params satisfies Withdrawal
  }
  // @ts-expect-error: the store is not optional
  return sendPayouts(client, withdrawals, {})
}

export const waits = () => [
  waitForPayment(client, { uuid: 'x' }, { timeoutMs: 1, until: ({ payment_status: status }) => status === 'paid' }),
  waitForPayout(client, { order_id: 'x' }, { timeoutMs: 1, onProgress: ({ record }) => record?.is_final }),
  // @ts-expect-error: one of the two
  waitForPayout(client, { uuid: 'x', order_id: 'x' }, { timeoutMs: 1 }),
  // @ts-expect-error: without a limit it could wait for ever
  waitForPayment(client, { uuid: 'x' }, {}),
]

export async function walk() {
  for await (const each of reconcilePayments(client, handle, { since: new Date() })) {
    return each satisfies { record: Payment; report: DeliveryReport; cursor: string | undefined }
  }
  // @ts-expect-error: a walk without a beginning would read everything
  return reconcilePayments(client, handle, {})
}

export type Proofs = [
  Expect<Equal<Extract<PayoutRow, { state: 'sent' }>['payout'], Extract<EnsuredPayout, { state: 'sent' }>['payout']>>,
  Expect<Equal<Awaited<ReturnType<typeof waitForPayment>>, Payment>>,
  Expect<Equal<Awaited<ReturnType<typeof waitForPayout>>, Payout>>,
]
