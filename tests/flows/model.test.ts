import assert from 'node:assert/strict'
import { test } from 'node:test'
import { closePayout } from '../../src/flows/close-payout.ts'
import { ensurePayout } from '../../src/flows/ensure-payout.ts'
import { withMutant } from '../support/mutants.ts'
import { mutants } from './model/mutants.ts'
import { type Flows, type Outcome, runSchedule } from './model/schedule.ts'

const isBroken = ({ overlaps, doubles, lies, unsettled }: Outcome) =>
  overlaps > 0 || doubles > 0 || lies.length > 0 || unsettled > 0

test('a payout is made once, told truly and settled, whatever chance does', async () => {
  for (let seed = 1; seed <= 100; seed++) {
    const outcome = await runSchedule(seed, { ensurePayout, closePayout })
    assert.ok(!isBroken(outcome), `seed ${seed}: ${JSON.stringify(outcome)}`)
  }
})

/** Schedules to try until one of them notices a mutant. The rarest was noticed by 8 of 700. */
const most = 1_000

for (const [name, { edits, seed }] of Object.entries(mutants)) {
  test(`the model notices a payout flow that ${name}`, () =>
    withMutant('flows', ['ensure-payout.ts', 'close-payout.ts'], edits, async (flows: Flows) => {
      // Where the code has changed, another schedule than the one that is named here may be the first.
      for (let tried = 0; tried < most; tried++) {
        if (isBroken(await runSchedule(seed + tried, flows))) return
      }
      assert.fail(`${most} schedules from seed ${seed} noticed nothing`)
    }))
}
