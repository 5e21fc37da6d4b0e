/** Cost of a call. */
export interface Cost {
  /** Microseconds of CPU in this process, garbage collection included. */
  readonly cpuMicroseconds: number
  /** Calls in a second of wall time. */
  readonly perSecond: number
}

/** Makes calls, a fixed number of them under way at any time, and returns what one costs. */
export async function load(call: (at: number) => Promise<unknown>, calls: number, inFlight = 1): Promise<Cost> {
  let next = 0
  const worker = async () => {
    while (next < calls) await call(next++)
  }
  const before = process.cpuUsage()
  const startedAt = performance.now()
  await Promise.all(Array.from({ length: inFlight }, worker))
  const seconds = (performance.now() - startedAt) / 1000
  const { user, system } = process.cpuUsage(before)
  return { cpuMicroseconds: (user + system) / calls, perSecond: calls / seconds }
}
