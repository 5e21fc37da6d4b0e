import type { Signal } from '../platform/types.ts'
import { raceAbort } from '../platform/waiting.ts'

/** Waits, and stops waiting with the reason of the signal. Nothing is left behind. */
export type Sleep = (ms: number, signal: Signal | undefined) => Promise<void>

/** Waits in real time. */
export const pause: Sleep = async (ms, signal) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const waiting = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  try {
    await raceAbort(waiting, signal)
  } finally {
    clearTimeout(timer)
  }
}
