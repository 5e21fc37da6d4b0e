import { Bench } from 'tinybench'
import { median } from './median.ts'

/** Milliseconds that each function runs in each round. */
const roundMs = 40
const rounds = 11

/** Calls in one measurement: a single one is shorter than the clock is exact. */
const batch = 50

/**
 * Returns how many times as long one function takes as another: the median of rounds in which both run one after the other,
 * so that a machine that becomes slower slows both.
 */
export async function compare(ours: () => unknown, theirs: () => unknown): Promise<number> {
  const repeat = (run: () => unknown) => () => {
    for (let at = 0; at < batch; at++) run()
  }
  const ratios: number[] = []
  for (let round = 0; round < rounds; round++) {
    const bench = new Bench({ time: roundMs, warmupTime: 15 })
    bench.add('ours', repeat(ours)).add('theirs', repeat(theirs))
    await bench.run()
    const [a, b] = bench.tasks.map(({ result }) => ('latency' in result ? result.latency.p50 : Number.NaN))
    ratios.push((a ?? Number.NaN) / (b ?? Number.NaN))
  }
  return median(ratios)
}
