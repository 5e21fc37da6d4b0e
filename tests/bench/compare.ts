import { Bench } from 'tinybench'
import { type Summary, summary } from './summary.ts'

/** How long each function runs in each round, in milliseconds. */
const roundMs = 60
const rounds = 15

/**
 * How many times as long one function takes as another, over rounds in which both run one after the other, so that a
 * machine that becomes slower slows both.
 */
export async function compare(ours: () => unknown, theirs: () => unknown): Promise<Summary> {
  const ratios: number[] = []
  for (let round = 0; round < rounds; round++) {
    const bench = new Bench({ time: roundMs, warmupTime: 15 })
    bench.add('ours', () => void ours()).add('theirs', () => void theirs())
    await bench.run()
    const [a, b] = bench.tasks.map(({ result }) => ('latency' in result ? result.latency.p50 : Number.NaN))
    ratios.push((a ?? Number.NaN) / (b ?? Number.NaN))
  }
  return summary(ratios)
}
