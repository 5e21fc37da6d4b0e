import {
  flag,
  identity,
  looseRecord,
  money,
  type Reader,
  type ResultEntries,
  record,
  text,
} from '../schema/result-fields.ts'
import type { EventFields, PaymentEvent, PayoutEvent, WalletEvent, WebhookConversion, WebhookEvent } from './types.ts'

type Wire<Event> = Omit<Event, keyof EventFields>

const paymentFields = {
  uuid: identity,
  order_id: text(),
  amount: money(),
  payment_amount: money<string | null | undefined>(),
  payment_amount_usd: money<string | null | undefined>(),
  merchant_amount: money<string | null | undefined>(),
  commission: money<string | null | undefined>(),
  is_final: flag(),
  status: identity,
  from: text<string | null | undefined>(),
  wallet_address_uuid: text<string | null | undefined>(),
  network: text<string | null | undefined>(),
  currency: text(),
  payer_currency: text<string | null | undefined>(),
  payer_amount: money<string | null | undefined>(),
  payer_amount_exchange_rate: money<string | null | undefined>(),
  additional_data: text<string | null | undefined>(),
  convert: looseRecord<WebhookConversion, WebhookConversion | null | undefined>({
    to_currency: text(),
    commission: money<string | null | undefined>(),
    rate: money(),
    amount: money(),
  }),
  transfer_id: text<string | null | undefined>(),
  txid: text<string | null | undefined>(),
}

const payoutFields = {
  uuid: identity,
  order_id: text(),
  amount: money(),
  merchant_amount: money<string | null | undefined>(),
  commission: money<string | null | undefined>(),
  is_final: flag(),
  status: identity,
  fail_reason: text<string | null | undefined>(),
  txid: text<string | null | undefined>(),
  currency: text(),
  network: text<string | null | undefined>(),
  payer_currency: text<string | null | undefined>(),
  payer_amount: money<string | null | undefined>(),
}

/** How a webhook of one type is read. A spread stays inside of a function, or bundlers would have to keep it. */
const eventReader = /* @__NO_SIDE_EFFECTS__ */ <Event extends WebhookEvent>(
  fields: ResultEntries<Omit<Wire<Event>, 'type'>>,
): Reader<unknown> => record({ type: identity, ...fields } as unknown as ResultEntries<Wire<Event>>)

/** How each type of webhook is read. */
export const eventReaders: { readonly [Type in WebhookEvent['type']]: Reader<unknown> } = {
  payment: eventReader<PaymentEvent>(paymentFields),
  wallet: eventReader<WalletEvent>(paymentFields),
  payout: eventReader<PayoutEvent>(payoutFields),
}
