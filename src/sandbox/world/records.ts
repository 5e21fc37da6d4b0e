import { type Answer, refuse, rejectFields } from './answer.ts'
import type { World } from './types.ts'

interface Kept {
  readonly uuid: string
  readonly params: { readonly order_id?: string | undefined }
  readonly walletUuid?: string | undefined
}

/** Finds a record by its own `order_id`; a top-up only carries that of its wallet, as many others do. */
export function findByOrderId<Item extends Kept>(
  records: ReadonlyMap<string, Item>,
  orderId: string,
): Item | undefined {
  for (const record of records.values()) {
    if (record.params.order_id === orderId && record.walletUuid === undefined) return record
  }
  return undefined
}

/** Finds the record that a request names; `order_id` wins where both are given, as the gateway documents for reading. */
export function findRecord<Item extends Kept>(
  records: ReadonlyMap<string, Item>,
  { uuid, order_id: orderId }: { readonly uuid?: string | undefined; readonly order_id?: string | undefined },
  notFound: { readonly message: string; readonly status: number },
): { readonly record: Item } | { readonly answer: Answer } {
  const id = orderId ?? uuid
  if (id === undefined) {
    const missing = ['validation.required_without']
    return { answer: rejectFields({ uuid: missing, order_id: missing }) }
  }
  const record = orderId === undefined ? records.get(id) : findByOrderId(records, id)
  return record === undefined ? { answer: refuse(notFound.message, notFound.status) } : { record }
}

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
