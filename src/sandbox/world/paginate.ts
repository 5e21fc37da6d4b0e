import type { ListParams } from '../../operations/shared/paging.ts'
import { fromCursor, toCursor } from './cursor.ts'
import { fromGatewayTime } from './gateway-time.ts'

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

/** Cuts one page, newest first, out of records in the order in which they were made. */
export function paginate<Item extends Dated>(
  records: Iterable<Item>,
  { date_from: from, date_to: to, cursor }: ListParams,
) {
  const earliest = from === undefined ? Number.NEGATIVE_INFINITY : fromGatewayTime(from)
  const latest = to === undefined ? Number.POSITIVE_INFINITY : fromGatewayTime(to) + 999
  const matching = [...records]
    .map((record, position) => ({ record, position }))
    .filter(({ record: { createdAt } }) => createdAt >= earliest && createdAt <= latest)
    .reverse()
  const positions = matching.map(({ position }) => position)
  const start = startOf(cursor, positions)
  const items = matching.slice(start, start + perPage).map(({ record }) => record)
  const hasMore = start + perPage < matching.length
  const paging = {
    count: items.length,
    hasPages: matching.length > perPage,
    nextCursor: hasMore ? toCursor({ position: positions[start + perPage - 1] ?? 0, isNext: true }) : null,
    previousCursor: start > 0 ? toCursor({ position: positions[start] ?? 0, isNext: false }) : null,
    perPage,
  }
  return { items, paginate: paging }
}
