import type { ListParams } from '../../operations/paging.ts'
import { fromGatewayTime } from './gateway-time.ts'

/** A place in a list: the page behind a record, or the one before it. */
interface Cursor {
  /** Which record, counted in the order in which they were made: stays where it is when new ones come. */
  readonly position: number
  readonly isNext: boolean
}

/** Spells a cursor: opaque to the merchant, base64 of JSON as the gateway's are. */
export const toCursor = ({ position, isNext }: Cursor): string =>
  btoa(JSON.stringify({ id: position, _pointsToNextItems: isNext }))

/** Reads a cursor; `undefined` for one that this sandbox did not make, which starts at the first page. */
export function fromCursor(cursor: string | undefined): Cursor | undefined {
  if (cursor === undefined) return undefined
  try {
    const { id, _pointsToNextItems: isNext } = JSON.parse(atob(cursor)) as Readonly<Record<string, unknown>>
    return typeof id === 'number' && typeof isNext === 'boolean' ? { position: id, isNext } : undefined
  } catch {
    return undefined
  }
}

interface Dated {
  readonly createdAt: number
}

const perPage = 15

/** Where the page of a cursor starts among records that stand newest first. */
function startOf(cursor: string | undefined, positions: readonly number[]): number {
  const { position, isNext } = fromCursor(cursor) ?? { position: Number.POSITIVE_INFINITY, isNext: true }
  const isBehind = (each: number) => (isNext ? each < position : each <= position)
  const index = positions.findIndex(isBehind)
  const start = index < 0 ? positions.length : index
  return isNext ? start : Math.max(0, start - perPage)
}

const cursorAt = (place: { readonly position: number } | undefined, isNext: boolean) =>
  place === undefined ? null : toCursor({ position: place.position, isNext })

/** Cuts one page, newest first, out of records in the order in which they were made. */
export function paginate<Item extends Dated>(
  records: Iterable<Item>,
  { date_from: from, date_to: to, cursor }: ListParams,
) {
  const earliest = from === undefined ? Number.NEGATIVE_INFINITY : fromGatewayTime(String(from))
  const latest = to === undefined ? Number.POSITIVE_INFINITY : fromGatewayTime(String(to)) + 999
  const matching = [...records]
    .map((record, position) => ({ record, position }))
    .filter(({ record: { createdAt } }) => createdAt >= earliest && createdAt <= latest)
    .reverse()
  const positions = matching.map(({ position }) => position)
  const start = startOf(cursor, positions)
  const page = matching.slice(start, start + perPage)
  const hasMore = start + perPage < matching.length
  const paging = {
    count: page.length,
    hasPages: matching.length > perPage,
    nextCursor: cursorAt(hasMore ? page.at(-1) : undefined, true),
    previousCursor: cursorAt(start > 0 ? page[0] : undefined, false),
    perPage,
  }
  return { items: page.map(({ record }) => record), paginate: paging }
}
