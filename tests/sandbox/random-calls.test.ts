import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import fc from 'fast-check'
import type { Deliver } from '../../src/sandbox/types.ts'
import { advanceClock } from '../../src/sandbox/world/clock.ts'
import { saveWorld } from '../../src/sandbox/world/snapshot.ts'
import { countOf } from '../support/counts.ts'
import { knownTo } from '../support/sandbox.ts'
import { assertBooks } from '../support/sandbox-books.ts'
import { type Run, type Step, startRun, stories, take } from '../support/sandbox-calls.ts'

/** A receiver that does to a webhook what its signature says, so that it does the same to it each time. */
const deliver: Deliver = async (request) => {
  const { sign } = JSON.parse(await request.text()) as { readonly sign: string }
  if (sign.startsWith('0')) throw new Error('down')
  return new Response(null, { status: /^[1-4]/.test(sign) ? 500 : 200 })
}

async function live(options: Parameters<typeof startRun>[0], story: readonly Step[]): Promise<Run> {
  const run = startRun(options)
  for (const step of story) {
    await take(run, step)
    assertBooks(knownTo(run.world))
  }
  await advanceClock(run.world, 100_000_000)
  assertBooks(knownTo(run.world))
  return run
}

const seen = ({ world, said }: Run) => JSON.stringify([said, world.outbox.deliveries, saveWorld(world)])

const options = fc.record({
  // Heleket draws a QR code with every answer about an invoice, which takes its time.
  gateway: fc.constantFrom('cryptomus' as const, 'cryptomus' as const, 'cryptomus' as const, 'heleket' as const),
  wire: fc.record({ confirmationMs: fc.constantFrom(0, 90_000), words: fc.constantFrom('documented', 'recorded') }),
  deliver: fc.constantFrom(undefined, deliver),
})

const calls = countOf(200_000, 20_000)
// A story makes eighteen calls on average.
const numRuns = Math.ceil(calls / 18)

test('whatever is called, paid, put into a state, broken and restored, the books agree and nothing is thrown', async (t: TestContext) => {
  let made = 0
  const property = fc.asyncProperty(
    options as fc.Arbitrary<Parameters<typeof startRun>[0]>,
    stories,
    async (given, story) => {
      made += (await live(given, story)).calls
    },
  )
  await fc.assert(property, { seed: 20_261_127, numRuns })
  t.diagnostic(`${made} calls in ${numRuns} stories`)
  assert.ok(made > calls * 0.95, `${made} calls`)
})

test('a run is the same, byte for byte, when it is repeated', async () => {
  const property = fc.asyncProperty(
    options as fc.Arbitrary<Parameters<typeof startRun>[0]>,
    stories,
    async (given, story) => {
      assert.equal(seen(await live(given, story)), seen(await live(given, story)))
    },
  )
  await fc.assert(property, { seed: 20_261_128, numRuns: Math.ceil(numRuns / 20) })
})
