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

const calls: number[] = []
const times: number[] = []

// In tests of some minutes at most: the runner takes a process that says nothing for longer to be hanging.
const atATime = 2_500

for (let done = 0; done < count; done += atATime) {
  const first = seed + done
  const end = seed + Math.min(done + atATime, count)
  test(`in the schedules ${first} to ${end - 1} every payout is made once, told truly, and settled`, async () => {
    for (let at = first; at < end; at++) {
      const outcome = await runSchedule(at, { ensurePayout, closePayout })
      const { overlaps, doubles, lies, unsettled } = outcome
      assert.deepEqual(
        { overlaps, doubles, lies, unsettled },
        { overlaps: 0, doubles: 0, lies: [], unsettled: 0 },
        `seed ${at}`,
      )
      calls.push(outcome.calls)
      times.push(Math.max(0, outcome.settledAfterMs))
    }
  })
}

test(`${count} schedules were run, and how long they took to settle is told`, (t) => {
  assert.equal(calls.length, count)
  for (const [name, list] of Object.entries({ calls, times })) {
    list.sort((a, b) => a - b)
    t.diagnostic(
      `${name}: median ${part(list, 0.5)}, 99 % ${part(list, 0.99)}, most ${list.at(-1)}; seeds from ${seed}`,
    )
  }
})
