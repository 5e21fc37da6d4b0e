import type { Signal } from '../platform/types.ts'
import type { OnAbort } from '../platform/waiting.ts'

/** Work on the items of a run. */
export interface Work<Item, Result> {
  /** Maximum number of items at a time. */
  readonly concurrency: number
  readonly signal: Signal | undefined
  /** Keeps the listener on the signal. */
  readonly onAbort: OnAbort
  /** Called with an item that was taken. Resolves when it may begin, or at once after `end`. An error that it throws ends the run. */
  readonly ready: (item: Item) => Promise<unknown>
  /** Does the work of an item. An error that it throws ends the run. */
  readonly run: (item: Item) => Promise<Result>
  /** Makes the result of an item that was taken and has not begun when the run ended. */
  readonly skip: (item: Item) => Result
  /** Called with a result before it is yielded; `true` ends the run. */
  readonly settle: (result: Result) => Promise<boolean>
  /** Called when nothing begins any more. */
  readonly end: () => void
  /** Called when nobody waits for results any more: the loop was left, or the signal aborted. */
  readonly leave: () => void
}

/**
 * Does the work of each item, some at a time, and yields the results as they settle.
 *
 * Takes an item when there is a place for it, so that memory does not grow with their number. However the run ends, what has
 * begun is finished and yielded first. Leaving the loop begins nothing new, closes the iterable, and waits for what has begun. An
 * iterable or a `settle` that hangs does not hold a run that was aborted.
 */
export async function* runConcurrently<Item, Result>(
  iterator: Iterator<Item> | AsyncIterator<Item>,
  { concurrency, signal, onAbort, ready, run, skip, settle, end, leave }: Work<Item, Result>,
): AsyncGenerator<Result, void, undefined> {
  const settled: Result[] = []
  const running = new Set<Promise<unknown>>()
  // Results that `settle` has not judged yet: each keeps its place.
  let unjudged = 0
  // `pulling` the next item, or `holding` one that has not begun.
  let taking: 'pulling' | 'holding' | undefined
  let isExhausted = false
  let isOver = false
  let hasLeft = false
  let failure: { readonly error: unknown } | undefined
  let wake = () => {}

  const stop = () => {
    isOver = true
    end()
  }
  const fail = (error: unknown) => {
    failure ??= { error }
    stop()
  }
  const yieldLater = async (result: Result) => {
    settled.push(result)
    unjudged += 1
    wake()
    try {
      if (await settle(result)) stop()
    } catch (error) {
      fail(error)
    } finally {
      unjudged -= 1
      wake()
    }
  }
  const begin = (item: Item) => {
    const work = (async () => void yieldLater(await run(item)))()
      .catch(fail)
      .finally(() => {
        running.delete(work)
        wake()
      })
    running.add(work)
  }
  const pull = async () => {
    let next: IteratorResult<Item>
    try {
      next = await iterator.next()
      isExhausted = next.done === true
    } catch (error) {
      isExhausted = true
      throw error
    }
    return isExhausted ? undefined : { item: await (next.value as Item) }
  }
  const take = async () => {
    try {
      taking = 'pulling'
      const pulled = await pull()
      if (pulled === undefined || hasLeft) return
      taking = 'holding'
      // If this fails, the run ends, and the item that was taken is yielded all the same.
      await ready(pulled.item).catch(fail)
      if (hasLeft) return
      if (isOver) void yieldLater(skip(pulled.item))
      else begin(pulled.item)
    } catch (error) {
      fail(error)
    } finally {
      taking = undefined
      wake()
    }
  }
  const close = async (isThrowing: boolean) => {
    hasLeft = true
    stop()
    leave()
    stopListening()
    const isPulling = taking === 'pulling'
    const closing = (async () => (isExhausted ? undefined : iterator.return?.()))()
    // Nobody hears of it while an item is awaited, which may never come, nor beside another error.
    closing.catch(() => {})
    await Promise.all(running)
    if (!isPulling) await (isThrowing ? closing.catch(() => {}) : closing)
  }
  const abort = () => {
    stop()
    leave()
    wake()
  }

  const stopListening = onAbort(signal, abort)
  if (signal?.aborted) abort()
  let isThrowing = false
  try {
    for (;;) {
      const result = settled.shift()
      if (result !== undefined) {
        yield result
        continue
      }
      const isFree = taking === undefined && running.size + unjudged < concurrency
      if (isFree && !isOver && !isExhausted) void take()
      // An iterable or a `settle` that hangs does not hold a run that was aborted.
      const isTaking = taking === 'holding' || (taking === 'pulling' && !signal?.aborted)
      const isJudging = unjudged > 0 && !signal?.aborted
      if (running.size === 0 && !isTaking && !isJudging) break
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
    if (failure !== undefined) throw failure.error
    if (signal?.aborted) throw signal.reason
  } catch (error) {
    isThrowing = true
    throw error
  } finally {
    await close(isThrowing)
  }
}
