import assert from 'node:assert/strict'
import { test } from 'node:test'
import { closePayout } from '../../src/flows/close-payout.ts'
import { ensurePayout } from '../../src/flows/ensure-payout.ts'
import { runSchedule } from '../flows/model/schedule.ts'
import { countOf } from '../support/counts.ts'

// Too long for `npm test`, which runs a hundred of these in tests/flows/model.test.ts.

const count = countOf(100_000, 5_000)
const seed = Number(process.env.CRYPTOMUS_KIT_SEED ?? 1_000)

const part = (sorted: readonly number[], share: number) => sorted[Math.floor((sorted.length - 1) * share)]

test(`in ${count} schedules every payout is made once, told truly, and settled`, async (t) => {
  const calls: number[] = []
  const times: number[] = []
  for (let at = 0; at < count; at++) {
    const outcome = await runSchedule(seed + at, { ensurePayout, closePayout })
    const { overlaps, doubles, lies, unsettled } = outcome
    assert.deepEqual(
      { overlaps, doubles, lies, unsettled },
      { overlaps: 0, doubles: 0, lies: [], unsettled: 0 },
      `seed ${seed + at}`,
    )
    calls.push(outcome.calls)
    times.push(Math.max(0, outcome.settledAfterMs))
  }
  for (const [name, list] of Object.entries({ calls, times })) {
    list.sort((a, b) => a - b)
    t.diagnostic(
      `${name}: median ${part(list, 0.5)}, 99 % ${part(list, 0.99)}, most ${list.at(-1)}; seeds from ${seed}`,
    )
  }
})
