import type { TestContext } from 'node:test'

/** Takes the place of `setInterval` for one test. `tick` makes every one that is set go off once. */
export function fakeIntervals({ mock }: TestContext) {
  const running = new Map<object, () => void>()
  mock.method(globalThis, 'setInterval', (run: () => void) => {
    const timer = {}
    running.set(timer, run)
    return timer
  })
  mock.method(globalThis, 'clearInterval', (timer: object) => void running.delete(timer))
  return {
    tick: () => {
      for (const run of [...running.values()]) run()
    },
    /** Forgets those of what died. */
    clear: () => running.clear(),
  }
}
