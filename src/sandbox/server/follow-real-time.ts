import type { Sandbox } from '../types.ts'

const tickMs = 250

/** Adds the time that passes on this machine to a sandbox's clock, until the answer is called. */
export function followRealTime({ advance }: Pick<Sandbox, 'advance'>): () => void {
  let last = Date.now()
  let isAdvancing = false
  const tick = async () => {
    // What passes meanwhile is added by a later tick, so that a slow receiver delays time and loses none.
    if (isAdvancing) return
    isAdvancing = true
    const passed = Date.now() - last
    last += passed
    try {
      // Below zero when this machine's clock was set back.
      if (passed > 0) await advance(passed)
    } catch {
      // Nobody waits for a tick, and a rejection that nobody handles would end the process.
    }
    isAdvancing = false
  }
  const timer = setInterval(tick, tickMs)
  timer.unref()
  return () => clearInterval(timer)
}
