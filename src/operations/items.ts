import { type PageParams, type PagingOptions, pages } from './paging.ts'
import type { Page } from './shared/paging.ts'
import type { CallOptions } from './types.ts'

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
