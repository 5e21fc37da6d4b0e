import type { Conversion } from '../operations/payments/payment.ts'
import {
  flag,
  identifier,
  looseObjectOf,
  money,
  objectOf,
  type Reader,
  type ResultEntries,
  text,
} from '../schema/result-fields.ts'
import type { EventFields, PaymentEvent, PayoutEvent, WalletEvent, WebhookEvent } from './types.ts'

type Wire<Event> = Omit<Event, keyof EventFields>

const paymentFields = {
  uuid: identifier,
  order_id: text,
  amount: money,
  payment_amount: money,
  payment_amount_usd: money,
  merchant_amount: money,
  commission: money,
  is_final: flag,
  status: identifier,
  from: text,
  wallet_address_uuid: text,
  network: text,
  currency: text,
  payer_currency: text,
  payer_amount: money,
  payer_amount_exchange_rate: money,
  additional_data: text,
  convert: looseObjectOf<Conversion, Conversion | null | undefined>({
    to_currency: text,
    commission: money,
    rate: money,
    amount: money,
  }),
  transfer_id: text,
  txid: text,
}

const payoutFields = {
  uuid: identifier,
  order_id: text,
  amount: money,
  merchant_amount: money,
  commission: money,
  is_final: flag,
  status: identifier,
  fail_reason: text,
  txid: text,
  currency: text,
  network: text,
  payer_currency: text,
  payer_amount: money,
}

// A spread stays inside a function, or bundlers would have to keep it.
const eventReader = /* @__NO_SIDE_EFFECTS__ */ <Event extends WebhookEvent>(
  fields: ResultEntries<Omit<Wire<Event>, 'type'>>,
): Reader<unknown> => objectOf({ type: identifier, ...fields } as unknown as ResultEntries<Wire<Event>>)

/** Reader of the members of each type of webhook. */
export const eventReaders: { readonly [Type in WebhookEvent['type']]: Reader<unknown> } = {
  payment: eventReader<PaymentEvent>(paymentFields),
  wallet: eventReader<WalletEvent>(paymentFields),
  payout: eventReader<PayoutEvent>(payoutFields),
}
