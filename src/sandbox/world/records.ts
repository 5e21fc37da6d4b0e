import type { ListParams } from '../../operations/paging.ts'
import { fromGatewayTime } from './gateway-time.ts'

/** What every record has in common. Records are replaced, never changed in place. */
interface Kept {
  readonly uuid: string
  readonly params: { readonly order_id?: string | undefined }
  readonly createdAt: number
  readonly txid?: string | undefined
  /** The static wallet of a top-up, which only carries the `order_id` of that wallet, as many others do. */
  readonly walletUuid?: string | undefined
}

/** A record, and the state that it was in before its last change. */
export interface Versions<Item> {
  readonly now: Item
  readonly before?: Item | undefined
}

/** A page of records, newest first, and its place in the list. */
interface RecordPage<Item> {
  readonly items: readonly Item[]
  readonly paginate: object
}

/** Records of one kind. Every look-up is by index, so that 100,000 records cost what a hundred do. */
export interface Records<Item> {
  readonly get: (uuid: string) => Item | undefined
  readonly findByOrderId: (orderId: string) => Item | undefined
  readonly findByTxid: (txid: string) => Item | undefined
  /** Returns the state before the last change; `undefined` if there was none. */
  readonly before: (uuid: string) => Item | undefined
  /** Adds a record, or puts it into a new state. */
  readonly set: (item: Item) => void
  /** Replaces a record without putting it into a new state. */
  readonly amend: (item: Item) => void
  /** Cuts one page out of the list; with `isStale` every record of it is in the state before. */
  readonly page: (params: ListParams, isStale?: boolean) => RecordPage<Item>
  /** Returns all records in the order in which they were made. */
  readonly versions: () => readonly Versions<Item>[]
}

const perPage = 15

/** A place in a list: the page behind a record, or the one before it. */
interface Cursor {
  /** Number of the record in the order in which they were made: stays where it is when new ones come. */
  readonly position: number
  readonly isNext: boolean
}

/** Formats a cursor: opaque to the merchant, base64 of JSON as the gateway's are. */
export const toCursor = ({ position, isNext }: Cursor): string =>
  btoa(JSON.stringify({ id: position, _pointsToNextItems: isNext }))

/** Reads a cursor; `undefined` for one that this sandbox did not make, which starts at the first page. */
export function fromCursor(cursor: string | undefined): Cursor | undefined {
  if (cursor === undefined) return undefined
  try {
    const { id, _pointsToNextItems: isNext } = JSON.parse(atob(cursor)) as Readonly<Record<string, unknown>>
    return Number.isSafeInteger(id) && typeof isNext === 'boolean' ? { position: Number(id), isNext } : undefined
  } catch {
    return undefined
  }
}

/** Returns the position of the first item at or after a time; the clock never goes back, so they are in order. */
function firstSince(items: readonly { readonly createdAt: number }[], time: number): number {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (items[middle]!.createdAt < time) low = middle + 1
    else high = middle
  }
  return low
}

/** Cuts the page of a cursor out of the positions from `first` up to `end`, newest first. */
function cut(first: number, end: number, cursor: Cursor | undefined) {
  const clamp = (position: number) => Math.min(Math.max(position, first), end)
  // A page before a record ends, counted from the newest, right above it.
  const top = cursor === undefined ? end : cursor.isNext ? clamp(cursor.position) : clamp(cursor.position + 1 + perPage)
  const bottom = Math.max(first, top - perPage)
  const at = (position: number, isNext: boolean) => toCursor({ position, isNext })
  const paginate = {
    count: top - bottom,
    hasPages: end - first > perPage,
    nextCursor: bottom > first ? at(bottom, true) : null,
    previousCursor: top < end && top > first ? at(top - 1, false) : null,
    perPage,
  }
  return { top, bottom, paginate }
}

/** Makes an empty set of records, or one that holds what another had. */
export function createRecords<Item extends Kept>(kept: readonly Versions<Item>[] = []): Records<Item> {
  const items: Item[] = []
  const positions = new Map<string, number>()
  const orderIds = new Map<string, number>()
  const txids = new Map<string, number>()
  const earlier = new Map<string, Item>()

  const get = (uuid: string) => items[positions.get(uuid) ?? -1]
  const findByTxid = (txid: string) => {
    const item = items[txids.get(txid) ?? -1]
    // It may have been paid by another transaction since.
    return item?.txid === txid ? item : undefined
  }
  const amend = (item: Item) => {
    const position = positions.get(item.uuid) ?? items.length
    items[position] = item
    positions.set(item.uuid, position)
    const { order_id: orderId } = item.params
    if (orderId !== undefined && item.walletUuid === undefined) orderIds.set(orderId, position)
    if (item.txid !== undefined && findByTxid(item.txid) === undefined) txids.set(item.txid, position)
  }
  for (const { now, before } of kept) {
    amend(now)
    if (before !== undefined) earlier.set(now.uuid, before)
  }

  return {
    get,
    findByOrderId: (orderId) => items[orderIds.get(orderId) ?? -1],
    findByTxid,
    before: (uuid) => earlier.get(uuid),
    amend,
    set: (item) => {
      const before = get(item.uuid)
      if (before !== undefined) earlier.set(item.uuid, before)
      amend(item)
    },
    page: ({ date_from: from, date_to: to, cursor }, isStale = false) => {
      const first = from === undefined ? 0 : firstSince(items, fromGatewayTime(String(from)))
      const end = to === undefined ? items.length : firstSince(items, fromGatewayTime(String(to)) + 1000)
      const { top, bottom, paginate } = cut(first, Math.max(first, end), fromCursor(cursor))
      const page = items.slice(bottom, top).reverse()
      if (!isStale) return { items: page, paginate }
      const stale = page.flatMap(({ uuid }) => earlier.get(uuid) ?? [])
      return { items: stale, paginate: { ...paginate, count: stale.length } }
    },
    versions: () => items.map((now) => ({ now, before: earlier.get(now.uuid) })),
  }
}
