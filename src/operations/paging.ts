import { configError } from '../errors/config-error.ts'
import type { Page } from './shared/paging.ts'
import type { CallOptions } from './types.ts'

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
