/** What one call on a store asked for and what it resolved with, on one key. */
export interface StoreCall {
  readonly call:
    | { readonly name: 'get' }
    | { readonly name: 'add'; readonly value: string }
    | { readonly name: 'replace'; readonly from: string; readonly to: string }
  readonly result: string | boolean | undefined
  /** When it began and ended, on one clock for all. */
  readonly startedAt: number
  readonly endedAt: number
}

/** What the call has to resolve with where the key holds `held`, and what the key holds then. */
export function applyCall(call: StoreCall['call'], held: string | undefined) {
  if (call.name === 'get') return { result: held, held }
  if (call.name === 'add') return { result: held === undefined, held: held ?? call.value }
  return { result: held === call.from, held: held === call.from ? call.to : held }
}

/**
 * Tells whether there is an order of the calls in which each result is right, none coming before one that had ended when
 * it began. `held` is what the key held before.
 */
export function isLinearizable(calls: readonly StoreCall[], held?: string): boolean {
  if (calls.length === 0) return true
  const firstEnd = Math.min(...calls.map(({ endedAt }) => endedAt))
  return calls.some((each, at) => {
    const after = applyCall(each.call, held)
    return (
      each.startedAt <= firstEnd && after.result === each.result && isLinearizable(calls.toSpliced(at, 1), after.held)
    )
  })
}
