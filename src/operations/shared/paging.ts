import { dateParam, optionalParam, textParam } from '../../schema/param-fields.ts'
import { count, flag, listOf, type Reader, record, text } from '../../schema/result-fields.ts'

/** Which part of a list to read. */
export interface ListParams {
  /** Only records created at or after this time: `"2026-01-31 00:00:00"`, in the gateway's time (UTC+3). */
  readonly date_from?: string | undefined
  /** Only records created at or before this time: `"2026-01-31 23:59:59"`, in the gateway's time (UTC+3). */
  readonly date_to?: string | undefined
  /** The page to read: `paginate.nextCursor` of the one before. Repeat the dates with it. */
  readonly cursor?: string | undefined
}

/** Where a page stands in its list. */
export interface Paginate {
  /** Records on this page, not in the whole list. */
  readonly count: number
  /** Whether there is more than one page. */
  readonly hasPages: boolean
  /** Cursor of the next page; `null` on the last. */
  readonly nextCursor: string | null
  /** Cursor of the page before; `null` on the first. */
  readonly previousCursor: string | null
  /** Most records that a page holds: 15. */
  readonly perPage: number
}

/** One page of a list. */
export interface Page<Item> {
  /** The records of this page. */
  readonly items: readonly Item[]
  /** Where this page stands in the list. */
  readonly paginate: Paginate
}

/** How the params of every paged list are checked. */
export const listParamEntries = {
  date_from: optionalParam(dateParam),
  date_to: optionalParam(dateParam),
  cursor: optionalParam(textParam(1, 2048)),
}

/** How the fields that every page has are read, with those that only one list has. */
export const pageEntries = /* @__NO_SIDE_EFFECTS__ */ <Item, More = object>(item: Reader<Item>, more = {} as More) => ({
  ...more,
  items: listOf(item),
  paginate: record<Paginate>({
    count: count,
    hasPages: flag,
    nextCursor: text,
    previousCursor: text,
    perPage: count,
  }),
})
