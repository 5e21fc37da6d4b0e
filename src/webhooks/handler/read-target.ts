import { validationError } from '../../errors/create-error.ts'
import { isCryptomusError } from '../../errors/is-cryptomus-error.ts'
import type { Payment } from '../../operations/payments/payment.ts'
import type { Payout } from '../../operations/payouts/payout.ts'
import { isKnownType } from '../../status/status.ts'
import type { HandlerSettings } from './options.ts'
import { applyRecord, type Errand, getRecord, unread } from './read-record.ts'
import { reply, type Step } from './reply.ts'
import type { CheckOptions } from './types.ts'
import { recordKey } from './verify-delivery.ts'

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

/** Makes the event of a record that was passed in; rejects one that cannot be copied, a cyclic one for example. */
function readHint(errand: Errand, record: Payment | Payout) {
  try {
    return applyRecord(errand, record)
  } catch {
    throw validationError('target', 'is no record of a client')
  }
}

/**
 * Reads the arguments of `handle.check`. An order_id is looked up, because the uuid names the record.
 *
 * Rejects with a `validation` error for arguments that do not fit, and for nothing else.
 */
export async function readTarget(
  settings: HandlerSettings,
  target: unknown,
  options: CheckOptions | undefined,
): Promise<Step<Errand>> {
  const { type = 'payment' } = options ?? {}
  if (!isKnownType(type)) throw validationError('type', 'must be payment, wallet or payout')
  const given = Object(target) as Readonly<Record<string, unknown>>
  const { uuid, order_id: orderId } = given
  const errandOf = (id: string): Errand => ({ type, uuid: id, key: recordKey(type, id), orderId, canBeRead: true })
  if ('status' in given || 'payment_status' in given) {
    if (!isText(uuid)) throw validationError('uuid', 'must be a string that is not empty')
    const isPayment = isText(given.payment_status)
    if (isPayment === (type === 'payout') && ('payment_status' in given || 'balance' in given)) {
      throw validationError('type', 'does not fit the record; pass { type }')
    }
    const errand = errandOf(uuid)
    return { ...errand, hint: readHint(errand, target as Payment | Payout) }
  }
  if (isText(uuid) && orderId === undefined) return errandOf(uuid)
  if (!isText(orderId) || uuid !== undefined) {
    throw validationError('target', 'must be { uuid }, { order_id } or a record')
  }
  if (type === 'wallet') throw validationError('order_id', 'is that of all deposits; pass the uuid')
  try {
    const record = await getRecord(settings, type, { order_id: orderId })
    if (isText(record.uuid)) return errandOf(record.uuid)
    return reply('unavailable', { text: 'the record has no uuid' })
  } catch (error) {
    if (isCryptomusError(error, 'validation')) throw error
    return unread(error)
  }
}
