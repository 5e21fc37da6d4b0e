import type { Paginate } from '../../src/operations/paging.ts'
import { fakeFetch, ok } from './fake-fetch.ts'

const paginateOf = (count: number, nextCursor: string | null | undefined) =>
  ({ count, hasPages: true, nextCursor, previousCursor: null, perPage: 15 }) as Paginate

/** A page of some things. */
export const pageOf = <Item>(items: readonly Item[], nextCursor: string | null | undefined) => ({
  items,
  paginate: paginateOf(items.length, nextCursor),
})

/** A fetch that answers each cursor with its page; items are uuids. */
export const pagedFetch = (script: Readonly<Record<string, ReturnType<typeof pageOf<string>>>>) =>
  fakeFetch(({ url }) => {
    const page = script[new URL(url).searchParams.get('cursor') ?? '']
    if (page === undefined) throw new Error(`No page for ${url}.`)
    return ok({ ...page, items: page.items.map((uuid) => ({ uuid })) })
  })
