import { type Answer, refuse, rejectFields } from './answer.ts'
import type { Records } from './records.ts'
import type { World } from './types.ts'

/** The names by which a request may ask for a record. */
interface Named {
  readonly uuid?: string | undefined
  readonly order_id?: string | undefined
}

/** Result of a look-up: the record, or what the gateway says instead. */
export type Found<Item> = { readonly record: Item } | { readonly answer: Answer }

/**
 * Finds the record that a request names; `order_id` wins where both are given, as the gateway documents for reading. With
 * `isStale` it is found in the state before its last change, or not at all if it has just been made.
 */
export function findRecord<Item extends { readonly uuid: string }>(
  records: Pick<Records<Item>, 'get' | 'findByOrderId' | 'before'>,
  { uuid, order_id: orderId }: Named,
  notFound: Answer,
  isStale = false,
): Found<Item> {
  const id = orderId ?? uuid
  if (id === undefined) {
    const missing = ['validation.required_without']
    return { answer: rejectFields({ uuid: missing, order_id: missing }) }
  }
  const current = orderId === undefined ? records.get(id) : records.findByOrderId(id)
  const record = isStale && current !== undefined ? records.before(current.uuid) : current
  return record === undefined ? { answer: notFound } : { record }
}

const kinds = ['invoices', 'wallets', 'recurrences'] as const

/**
 * Refuses an `order_id` under which a record of another kind exists, because invoices, static wallets and recurrences
 * share one name space.
 */
export function refuseTaken(world: World, own: (typeof kinds)[number], orderId: string): Answer | undefined {
  const isTaken = kinds.some((kind) => kind !== own && world[kind].findByOrderId(orderId) !== undefined)
  // That they share it is documented; the words for a clash are not.
  return isTaken ? refuse('The order_id has already been taken') : undefined
}
