import { validationError } from '../errors/create-error.ts'
import { compareAmounts, subtractAmounts } from '../money/amounts.ts'
import { canonicalAmount, isDecimal } from '../money/decimal.ts'
import type { PaymentFields } from './types.ts'

/** Amount received compared with the amount asked for. Decimal strings in `currency`, before fees. */
export interface AmountDue {
  /** Currency of the three amounts: the payer's. `undefined` until the payer has chosen one. */
  readonly currency: string | undefined
  /** Amount that the payer has paid so far. `"0"` also for an invoice that was marked as paid by hand. */
  readonly received: string
  /** Amount still to be paid, `"0"` if nothing is; `undefined` while the amount asked for is not known. */
  readonly missing: string | undefined
  /** Amount paid beyond the amount asked for, `"0"` if none was; `undefined` while the amount asked for is not known. */
  readonly excess: string | undefined
}

type AmountFields = Pick<
  PaymentFields,
  'amount' | 'currency' | 'payer_currency' | 'payer_amount' | 'payment_amount'
> & {
  readonly type?: unknown
}

/**
 * Returns the amount of an invoice that was received, is missing, or was paid in excess, from an event or from the result of
 * `payments.get`.
 *
 * Computes exactly, in the payer's currency: `payment_amount` against `payer_amount`. `missing` and `excess` are `undefined`
 * where no amount is known to be asked for: for a top-up of a static wallet, and for an invoice whose payer has not chosen a
 * currency. An order is credited in the currency of its invoice, not in this one.
 *
 * @throws {CryptomusError} kind `validation`: one of the two amounts is not a decimal string.
 */
export function amountDue(payment: AmountFields): AmountDue {
  const given = Object(payment) as AmountFields
  const currency = given.payer_currency ?? undefined
  const received = given.payment_amount ?? '0'
  const requested = requestedAmount(given)
  if (!isDecimal(received)) throw validationError('payment_amount', 'must be a decimal string')
  if (requested === undefined) {
    return { currency, received: canonicalAmount(received), missing: undefined, excess: undefined }
  }
  if (!isDecimal(requested)) throw validationError('payer_amount', 'must be a decimal string')
  const order = compareAmounts(received, requested)
  return {
    currency,
    received: canonicalAmount(received),
    missing: order < 0 ? subtractAmounts(requested, received) : '0',
    excess: order > 0 ? subtractAmounts(received, requested) : '0',
  }
}

function requestedAmount({
  type,
  amount,
  currency,
  payer_currency: payerCurrency,
  payer_amount: payerAmount,
}: AmountFields) {
  if (type === 'wallet' || !payerCurrency) return undefined
  // The amount of the invoice is comparable with the amount received only within one currency.
  const requested = payerAmount ?? (payerCurrency === currency ? amount : undefined)
  // A zero stands for an amount that is not known yet: no invoice asks for nothing.
  return isDecimal(requested) && compareAmounts(requested, '0') === 0 ? undefined : requested
}
