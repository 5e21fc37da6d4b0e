import type { Signal } from '../platform/types.ts'
import { createOnAbort } from '../platform/waiting.ts'

/** Work on the items of a run. */
export interface Work<Item, Result> {
  /** Maximum number of items at a time. */
  readonly concurrency: number
  readonly signal: Signal | undefined
  /** Hears of an item that was taken, and resolves when it may begin, or at once when `end` was called. */
  readonly ready: (item: Item) => Promise<unknown>
  /** Does the work of an item. What it throws ends the run. */
  readonly run: (item: Item) => Promise<Result>
  /** Makes the result of an item that was taken and has not begun when the run ended. */
  readonly skip: (item: Item) => Result
  /** Hears of a result before it is yielded; `true` ends the run. */
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
 * begun is finished and yielded first. Leaving the loop begins nothing new, and waits for what has begun.
 */
export async function* runConcurrently<Item, Result>(
  iterator: Iterator<Item> | AsyncIterator<Item>,
  { concurrency, signal, ready, run, skip, settle, end, leave }: Work<Item, Result>,
): AsyncGenerator<Result, void, undefined> {
  const settled: Result[] = []
  const running = new Set<Promise<unknown>>()
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
    if (await settle(result)) stop()
  }
  const begin = (item: Item) => {
    const work = (async () => yieldLater(await run(item)))()
      .catch(fail)
      .finally(() => {
        running.delete(work)
        wake()
      })
    running.add(work)
  }
  const take = async () => {
    taking = 'pulling'
    try {
      const next = await iterator.next()
      isExhausted = next.done === true
      if (next.done) return
      const item = await next.value
      taking = 'holding'
      await ready(item)
      if (hasLeft) return
      if (isOver) await yieldLater(skip(item))
      else begin(item)
    } catch (error) {
      isExhausted = taking === 'pulling'
      fail(error)
    } finally {
      taking = undefined
      wake()
    }
  }

  const stopListening = createOnAbort()(signal, () => {
    stop()
    leave()
    wake()
  })
  try {
    for (;;) {
      const result = settled.shift()
      if (result !== undefined) {
        yield result
        continue
      }
      const isFree = taking === undefined && running.size < concurrency
      if (isFree && !isOver && !isExhausted) void take()
      // An iterable that hangs does not hold a run that was aborted.
      const isTaking = taking === 'holding' || (taking === 'pulling' && !signal?.aborted)
      if (running.size === 0 && !isTaking) break
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
    if (failure !== undefined) throw failure.error
    if (signal?.aborted) throw signal.reason
  } finally {
    hasLeft = true
    stop()
    leave()
    stopListening()
    if (!isExhausted && taking !== 'pulling') await iterator.return?.()
    await Promise.all(running)
  }
}
