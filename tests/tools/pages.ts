import type { ListParams, Page } from '../../src/operations/shared/paging.ts'

/** Every item of a paged list. Cursors that go round in circles end it, and fail what expects the items. */
export async function items<Item>(list: (params: ListParams) => Promise<Page<Item>>): Promise<readonly Item[]> {
  const found: Item[] = []
  const seen = new Set<string | null>()
  let cursor: string | null | undefined
  while (cursor !== null && !seen.has(cursor ?? '')) {
    seen.add(cursor ?? '')
    const page = await list(cursor === undefined ? {} : { cursor })
    found.push(...page.items)
    cursor = page.paginate.nextCursor
  }
  return found
}
