import { configError } from '../errors/create-error.ts'
import { dateParam, optionalParam, textParam } from '../schema/param-fields.ts'
import { count, flag, listOf, objectOf, type Reader, text } from '../schema/result-fields.ts'
import type { CallOptions } from './types.ts'

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
  paginate: objectOf<Paginate>({
    count: count,
    hasPages: flag,
    nextCursor: text,
    previousCursor: text,
    perPage: count,
  }),
})

/** How far to read. */
export interface PagingOptions extends CallOptions {
  /** Ends after so many records. @default no end */
  readonly limit?: number | undefined
}

/** Params that name a page. */
export interface PageParams {
  /** The page to begin with. @default the first */
  readonly cursor?: string | undefined
}

/**
 * Reads a paged list page by page: `for await (const page of pages(client.payments.list, params))`.
 *
 * `list` is any paged list bound to a client, or a function of your own that answers with pages. Each page is read when it
 * is asked for, beginning with the one that the params name. Ends at a `null` cursor, at one that was there before (a list
 * that changes under way could go on forever), and once `limit` records were read, which may be in the middle of a page.
 */
export async function* pages<Params extends PageParams | undefined, Result extends Page<unknown>>(
  list: (params: Params, options?: CallOptions) => Promise<Result>,
  params: NonNullable<NoInfer<Params>> = {} as NonNullable<Params>,
  { limit = Number.POSITIVE_INFINITY, ...options }: PagingOptions = {},
): AsyncGenerator<Result, void, undefined> {
  if (typeof list !== 'function') throw configError('list', 'must be a paged list, such as client.payments.list')
  if (!(limit >= 0)) throw configError('limit', 'must be a number of records, 0 or more')
  const seen = new Set<unknown>([null, undefined, ''])
  let cursor = params.cursor
  for (let count = 0; count < limit; ) {
    seen.add(cursor)
    const page = await list({ ...(params as Params), cursor } as Params, options)
    if (!Array.isArray(page?.items)) throw configError('list', 'must answer with { items, paginate }')
    count += page.items.length
    yield page
    cursor = page.paginate?.nextCursor ?? undefined
    if (seen.has(cursor)) return
  }
}

/**
 * Reads a paged list record by record: `for await (const payment of items(client.payments.list, params))`.
 *
 * Pages are read as they are needed, as `pages` reads them. Ends after exactly `limit` records, and throws the reason of
 * `signal` as soon as that aborts.
 */
export async function* items<Params extends PageParams | undefined, Item>(
  list: (params: Params, options?: CallOptions) => Promise<Page<Item>>,
  params: NonNullable<NoInfer<Params>> = {} as NonNullable<Params>,
  options: PagingOptions = {},
): AsyncGenerator<Item, void, undefined> {
  const { limit = Number.POSITIVE_INFINITY, signal } = options
  let count = 0
  for await (const page of pages(list, params, options)) {
    for (const item of page.items) {
      if (signal?.aborted) throw signal.reason
      if (count >= limit) return
      count += 1
      yield item
    }
  }
}
