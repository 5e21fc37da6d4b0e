import { toFixed, toUnits } from '../world/units.ts'
import type { PayoutRecord } from './types.ts'

/** The body of a webhook about a payout, its members in the documented order. */
export function payoutWebhook({ uuid, params, status, isFinal, debited, fee, txid, ...payout }: PayoutRecord): object {
  return {
    type: 'payout',
    uuid,
    order_id: params.order_id,
    amount: toFixed(toUnits(params.amount)),
    merchant_amount: toFixed(debited),
    commission: toFixed(fee),
    is_final: isFinal,
    status,
    ...(status === 'fail' ? { fail_reason: 'system_error' } : {}),
    txid: txid ?? null,
    currency: params.currency,
    network: payout.network,
    payer_currency: payout.sentIn,
    payer_amount: toFixed(payout.sent),
  }
}
