import type { Groups } from '../../operations/groups.ts'
import type { Operation } from '../../operations/types.ts'
import type { ResolvedWire } from '../wire.ts'
import {
  amountField,
  choiceField,
  currenciesField,
  type FieldReader,
  flagField,
  idField,
  integerField,
  numberField,
  textField,
  urlField,
} from './readers.ts'

type ParamsOf<Declared> = Declared extends Operation<infer Params, unknown> ? Params : never
type NamesOf<Params> = Params extends Params ? keyof Params : never

/** The name of every param of every operation. */
type FieldName = {
  [Group in keyof Groups]: {
    [Member in keyof Groups[Group]]: NamesOf<ParamsOf<Groups[Group][Member]>>
  }[keyof Groups[Group]]
}[keyof Groups]

type Fields = Readonly<Record<string, FieldReader>>

const id = textField(1, 256)
const code = textField(1, 64)
const shortOrderId = idField(32)
// `2026-01-31 9:00:00`, in the gateway's time.
const gatewayDate = textField(1, 255, /^\d{4}-\d\d-\d\d \d{1,2}:\d\d:\d\d$/)
const paymentStatuses =
  'process check paid paid_over fail wrong_amount cancel system_fail refund_process refund_fail refund_paid'
const statusOf = (words: string) => choiceField(...words.split(' '))

/**
 * How each param of a request is read: as leniently as the gateway reads it, and by nothing that the client checks. One table
 * for all operations: a name means the same in all of them, except where `exceptions` says otherwise. Which params an
 * operation has, and which of them it requires, its declaration says.
 */
const fieldsFor = ({ maxAccuracy }: ResolvedWire, gatewayId: string): Readonly<Record<FieldName, FieldReader>> => ({
  // Ids, and what a record is found by.
  uuid: id,
  order_id: idField(128),
  txid: id,
  merchant_payment_uuid: id,
  wallet_address_uuid: id,
  cursor: textField(1, 4096),
  date_from: gatewayDate,
  date_to: gatewayDate,
  // Money.
  amount: amountField,
  currency: code,
  network: code,
  to_currency: code,
  from_currency: choiceField('USDT', 'usdt'),
  currencies: currenciesField,
  except_currencies: currenciesField,
  subtract: integerField(0, 100),
  discount_percent: integerField(-99, 100),
  accuracy_payment_percent: numberField(0, maxAccuracy),
  discount_days: integerField(1, 365),
  discount_amount: amountField,
  is_subtract: flagField,
  course_source: textField(4, 20),
  // Where things go.
  address: textField(1, 256),
  memo: textField(1, 30),
  url_return: urlField(6, 255),
  url_success: urlField(6, 255),
  url_callback: urlField(6, 255, { host: true }),
  // Everything else.
  lifetime: integerField(300, 43_200),
  is_payment_multiple: flagField,
  is_refresh: flagField,
  is_force_refund: flagField,
  additional_data: textField(0, 255),
  from_referral_code: textField(1, 255),
  payer_email: textField(3, 255, /^[^\s@]+@[^\s@]+$/, 'email'),
  name: textField(3, 60),
  period: choiceField('weekly', 'monthly', 'three_month'),
  priority: textField(4, 11),
  status: statusOf(gatewayId === 'heleket' ? `${paymentStatuses} locked` : paymentStatuses),
})

/** Of 40 characters at most. */
const shortAmount: FieldReader = (value) => {
  const read = amountField(value)
  return 'value' in read && String(read.value).length > 40 ? { fault: 'validation.max.string' } : read
}

const testWebhook: Fields = { url_callback: urlField(6, 150, { host: true }), order_id: shortOrderId }

const exceptionsFor = ({ payoutLookupLength }: ResolvedWire): Readonly<Record<string, Fields>> => ({
  'payments.refund': { amount: shortAmount },
  'wallets.create': { order_id: idField(100) },
  'wallets.block': { order_id: shortOrderId },
  'wallets.refundBlocked': { order_id: shortOrderId, address: textField(10, 128, /^[\w-]+$/, 'alpha_dash') },
  'payouts.create': { order_id: idField(100) },
  'payouts.get': { order_id: idField(payoutLookupLength) },
  'recurrences.create': { order_id: idField(100) },
  'testWebhooks.payment': testWebhook,
  'testWebhooks.wallet': testWebhook,
  'testWebhooks.payout': { ...testWebhook, status: statusOf('process check paid fail cancel system_fail') },
})

/** Names that the gateway's own kits send beside the documented ones, by operation. */
const aliases: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'wallets.createQr': { wallet_address_uuid: 'merchant_payment_uuid' },
  'wallets.block': { is_force_refund: 'is_refund' },
}

/** One param of an operation, and how it is read. */
export interface Field {
  readonly name: string
  /** Another name for it, which counts where the first is absent. */
  readonly alias?: string | undefined
  readonly read: FieldReader
  readonly isRequired: boolean
}

/** Makes the function that returns the params of an operation, as a gateway reads them. */
export function createFieldTable(
  wire: ResolvedWire,
  gatewayId = 'cryptomus',
): (operation: { readonly id: string; readonly params: object }) => readonly Field[] {
  const fields: Fields = fieldsFor(wire, gatewayId)
  const exceptions = exceptionsFor(wire)
  return ({ id: operationId, params }) => {
    const { entries } = params as { readonly entries: Readonly<Record<string, { readonly isOptional?: boolean }>> }
    return Object.entries(entries).map(([name, { isOptional = false }]) => ({
      name,
      alias: aliases[operationId]?.[name],
      read: exceptions[operationId]?.[name] ?? fields[name]!,
      isRequired: !isOptional,
    }))
  }
}
