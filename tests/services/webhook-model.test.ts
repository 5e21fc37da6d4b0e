import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countOf } from '../support/counts.ts'
import { blindPlants, loadHandler, plants } from '../webhooks/model/plants.ts'
import { runSchedule } from '../webhooks/model/run-schedule.ts'

const schedules = countOf(100_000, 10_000)
const first = Number(process.env.CRYPTOMUS_KIT_SEED ?? 1)

// A schedule makes some hundred errors on purpose. Nobody reads their stacks, which cost more than all else, and source maps
// make each dearer still: so the handler is bundled even where nothing is planted in it.
Error.stackTraceLimit = 0

const sums = { deliveries: 0, runs: 0, repeats: 0, deaths: 0, lostPassing: 0, mistakes: 0, storeCalls: 0, reads: 0 }
const loading = loadHandler([])

// In tests of a minute or so: the runner takes a process that says nothing for longer to be hanging.
const atATime = 10_000

const modes = [
  { what: 'schedules', count: schedules, reality: {} },
  { what: 'schedules without a read', count: schedules / 4, reality: { confirm: false } },
] as const

for (const { what, count, reality } of modes) {
  for (let done = 0; done < count; done += atATime) {
    const from = first + done
    const end = first + Math.min(done + atATime, count)
    test(`the ${what} ${from} to ${end - 1} of crashes, lags and repeats keep every promise`, async () => {
      const createHandler = await loading
      for (let seed = from; seed < end; seed++) {
        const outcome = await runSchedule(seed, createHandler, reality)
        for (const name of Object.keys(sums) as (keyof typeof sums)[]) sums[name] += outcome[name]
      }
    })
  }
}

test(`in ${schedules} schedules workers died, and deliveries were repeated`, (t) => {
  // Were nobody to die, and nothing to be repeated, the schedules would prove nothing.
  assert.ok(sums.deaths > schedules / 10 && sums.repeats > schedules / 100)
  assert.ok(sums.mistakes <= schedules / 10_000, `${sums.mistakes}`)
  t.diagnostic(`${JSON.stringify(sums)}; seeds from ${first}`)
})

const planted = [
  ...Object.entries(plants).map(([name, changes]) => ({ name, changes, reality: {} })),
  ...Object.entries(blindPlants).map(([name, changes]) => ({ name, changes, reality: { confirm: false } as const })),
]

for (const { name, changes, reality } of planted) {
  test(`finds a handler that ${name}`, { timeout: 3_600_000 }, async (t) => {
    const createHandler = await loadHandler(changes)
    const isCaught = (seed: number) =>
      runSchedule(seed, createHandler, reality).then(
        () => false,
        () => true,
      )
    let caught = 0
    let seed = 1
    for (; seed <= countOf(2_000, 2_000) && (caught === 0 || countOf(1, 0) === 1); seed++) {
      if (await isCaught(seed)) caught += 1
    }
    assert.ok(caught > 0, `not found in ${seed - 1} schedules`)
    t.diagnostic(`${caught} of ${seed - 1}`)
  })
}
