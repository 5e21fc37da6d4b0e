import { type Answer, refuse } from './answer.ts'
import { findByOrderId } from './records.ts'
import type { World } from './types.ts'

const kinds = ['invoices', 'wallets', 'recurrences'] as const

type Records = Parameters<typeof findByOrderId>[0]

/**
 * Refuses an `order_id` under which a record of another kind exists, because invoices, static wallets and recurrences
 * share one name space.
 */
export function refuseTaken(world: World, own: (typeof kinds)[number], orderId: string): Answer | undefined {
  const others = kinds.filter((kind) => kind !== own).map((kind): Records => world[kind])
  const isTaken = others.some((records) => findByOrderId(records, orderId) !== undefined)
  // That they share it is documented; the words for a clash are not.
  return isTaken ? refuse('The order_id has already been taken') : undefined
}
