import { validationError } from '../errors/create-error.ts'
import { compareAmounts, subtractAmounts } from '../money/amounts.ts'
import { canonicalAmount, isDecimal } from '../money/decimal.ts'
import type { PaymentFields } from './types.ts'

/** How what was paid compares to what was asked for, in `payer_currency`, as decimal strings. */
export interface AmountDue {
  /** What has been paid so far. `"0"` too for an invoice that was marked as paid by hand. */
  readonly received: string
  /** What is still to be paid. */
  readonly missing: string
  /** What was paid beyond it. */
  readonly excess: string
}

type Payment = Pick<PaymentFields, 'amount' | 'currency' | 'payer_currency' | 'payer_amount' | 'payment_amount'> & {
  readonly type?: unknown
}

/** What was asked for, in the payer's currency, as far as that is known. A top-up of a static wallet asks for nothing. */
function askedFor({ type, amount, currency, payer_currency: payerCurrency, payer_amount: payerAmount }: Payment) {
  if (type === 'wallet') return undefined
  return payerAmount ?? (payerCurrency === currency ? amount : undefined)
}

/**
 * Says how much of an invoice has been received, is missing, or was paid beyond it: of an event, or of what
 * `payments.get` answers.
 *
 * Counts exactly, in `payer_currency`. Nothing is missing or in excess where nothing was asked for: a top-up of a static
 * wallet, or an invoice whose currency the payer has not chosen yet. An amount that is none is a `validation` error.
 */
export function amountDue(payment: Payment): AmountDue {
  const given = Object(payment) as Payment
  const received = given.payment_amount ?? '0'
  const asked = askedFor(given)
  if (!isDecimal(received)) throw validationError('payment_amount', 'must be a decimal string')
  if (asked === undefined) return { received: canonicalAmount(received), missing: '0', excess: '0' }
  if (!isDecimal(asked)) throw validationError('payer_amount', 'must be a decimal string')
  const order = compareAmounts(received, asked)
  return {
    received: canonicalAmount(received),
    missing: order < 0 ? subtractAmounts(asked, received) : '0',
    excess: order > 0 ? subtractAmounts(received, asked) : '0',
  }
}
