import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryStore } from '../../src/stores/memory-store.ts'
import { countOf } from '../support/counts.ts'
import { runCrashSchedule } from '../support/crash-model.ts'
import { fakeIntervals } from '../support/fake-intervals.ts'
import { createRandom } from '../support/random.ts'

const schedules = countOf(10_000, 500)

test(`no event is lost, and none runs twice without an excuse, in ${schedules} schedules of crashes`, async (t) => {
  const { tick, clear } = fakeIntervals(t)
  let [deaths, repeats] = [0, 0]
  for (let seed = 1; seed <= schedules; seed++) {
    const outcome = await runCrashSchedule({
      store: memoryStore(),
      random: createRandom(seed),
      tick,
      uuid: `00000000-0000-4000-8000-${String(seed).padStart(12, '0')}`,
    })
    assert.ok(outcome.effects >= 1, `seed ${seed}: lost`)
    assert.ok(outcome.effects <= 1 + outcome.excuses, `seed ${seed}: ran ${outcome.effects} times`)
    assert.equal(outcome.credits, 1, `seed ${seed}`)
    clear()
    deaths += outcome.deaths
    repeats += outcome.effects - 1
  }
  // Were nobody to die, the test would prove nothing.
  assert.ok(deaths > schedules / 2 && repeats > 0, `${deaths} deaths, ${repeats} repeats`)
  t.diagnostic(`${deaths} deaths, ${repeats} second runs`)
})
