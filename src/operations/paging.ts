import { configError } from '../errors/create-error.ts'
import { dateParam, optionalParam, patternParam } from '../schema/param-fields.ts'
import { count, flag, listOf, looseObjectOf, type Reader, text } from '../schema/result-fields.ts'
import type { CallOptions } from './types.ts'

/** Position of a page in its list. */
export interface Paginate {
  /** Number of records on this page, not in the whole list. */
  readonly count: number
  /** `true` if the list has more than one page. */
  readonly hasPages: boolean
  /** Cursor of the next page; `null` on the last. */
  readonly nextCursor: string | null
  /** Cursor of the previous page; `null` on the first. */
  readonly previousCursor: string | null
  /** Maximum number of records on a page: 15. */
  readonly perPage: number
}

/** One page of a list. */
export interface Page<Item> {
  /** Records of this page. One without an id, or of another form, is passed on as it came. */
  readonly items: readonly Item[]
  /** Position of this page in the list; a page without it is the last that `pages` and `items` read. */
  readonly paginate?: Paginate | null | undefined
}

/** Part of a list to read. */
export interface ListParams {
  /**
   * Earliest time of creation, included: a `Date`, or a string in the gateway's time (UTC+3), `"2026-01-31 00:00:00"`. A
   * `Date` is sent as such a string, without its milliseconds.
   */
  readonly date_from?: string | Date | undefined
  /** Latest time of creation, included: a `Date`, or a string like that of `date_from`. */
  readonly date_to?: string | Date | undefined
  /** Page to read: `paginate.nextCursor` of the page before. Repeat the dates with it. */
  readonly cursor?: string | undefined
}

/** Params that name a page. */
export interface PageParams {
  /** Page to begin with. @default the first */
  readonly cursor?: string | undefined
}

/** Options of reading a list: those of each call, and a limit. */
export interface PagingOptions extends CallOptions {
  /** Maximum number of records, 0 or more. @default no limit */
  readonly limit?: number | undefined
}

/**
 * Reads a paged list record by record, as an async iterable.
 *
 * Pages are read as they are needed, in the way of `pages`. Ends after exactly `limit` records, and throws the reason of
 * `signal` as soon as that aborts.
 *
 * @throws {CryptomusError} kind `config`: `list` is not a paged list, or `limit` is not a number from 0 up.
 * @throws {CryptomusError} the kinds of `list`: reading a page failed.
 * @example
 * ```ts
 * import { createClient, items, readEnv } from 'cryptomus-kit'
 *
 * const client = createClient(readEnv(process.env))
 * for await (const payment of items(client.payments.list, { date_from: '2026-01-31 00:00:00' })) {
 *   console.log(payment.order_id, payment.payment_status)
 * }
 * ```
 */
export async function* items<Params extends PageParams | undefined, Item>(
  list: (params: Params, options?: CallOptions) => Promise<Page<Item>>,
  params: NonNullable<NoInfer<Params>> = {} as NonNullable<Params>,
  options: PagingOptions = {},
): AsyncGenerator<Item, void, undefined> {
  const { limit = Number.POSITIVE_INFINITY, signal } = Object(options) as PagingOptions
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

/**
 * Reads a paged list page by page, as an async iterable: `for await (const page of pages(client.payments.list, params))`.
 *
 * `list` is any paged list bound to a client, or a function of your own that resolves with pages. Each page is read when it
 * is requested, beginning with the one that the params name. Ends at a page without a cursor, at a cursor that occurred
 * before (a list that changes during the reading could go on forever), and after `limit` records, which may be in the middle
 * of a page.
 *
 * @throws {CryptomusError} kind `config`: `list` is not a paged list, or `limit` is not a number from 0 up.
 * @throws {CryptomusError} the kinds of `list`: reading a page failed.
 */
export async function* pages<Params extends PageParams | undefined, Result extends Page<unknown>>(
  list: (params: Params, options?: CallOptions) => Promise<Result>,
  params: NonNullable<NoInfer<Params>> = {} as NonNullable<Params>,
  pagingOptions: PagingOptions = {},
): AsyncGenerator<Result, void, undefined> {
  const { limit = Number.POSITIVE_INFINITY, ...options } = Object(pagingOptions) as PagingOptions
  if (typeof list !== 'function') throw configError('list', 'must be a paged list, such as client.payments.list')
  if (typeof limit !== 'number' || !(limit >= 0)) throw configError('limit', 'must be a number of records, 0 or more')
  const seen = new Set<unknown>([undefined])
  let cursor = (Object(params) as PageParams).cursor
  // The first page is asked for with the params as they are: of a copy, what is inherited would be lost unchecked.
  let asked: unknown = params
  for (let count = 0; count < limit; ) {
    seen.add(cursor)
    const page = await list(asked as Params, options)
    if (!Array.isArray(page?.items)) throw configError('list', 'must answer with { items, paginate }')
    count += page.items.length
    yield page
    cursor = page.paginate?.nextCursor || undefined
    if (seen.has(cursor)) return
    asked = { ...params, cursor }
  }
}

/** Makes the schema of a cursor. The gateway makes cursors and documents no limits. */
export const cursorParam = () => patternParam(/./, 'must be a string that is not empty')

/** Makes the schemas of the params of a paged list. */
export const listParamEntries = () => ({
  date_from: optionalParam(dateParam),
  date_to: optionalParam(dateParam),
  cursor: optionalParam(cursorParam()),
})

/** Makes the readers of a page's fields; `more` holds those that only one list has. */
export const pageEntries = /* @__NO_SIDE_EFFECTS__ */ <Item, More = object>(item: Reader<Item>, more = {} as More) => ({
  ...more,
  items: listOf(item),
  paginate: looseObjectOf<Paginate, Paginate | null | undefined>({
    count,
    hasPages: flag,
    nextCursor: text,
    previousCursor: text,
    perPage: count,
  }),
})
