import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Store } from '../../src/stores/types.ts'
import { countOf } from './counts.ts'
import type { StorePromises } from './store-conformance.ts'

/** A call on one key of a store, and its result. */
interface StoreCall {
  readonly call:
    | { readonly name: 'get' }
    | { readonly name: 'add'; readonly value: string }
    | { readonly name: 'replace'; readonly from: string; readonly to: string }
  readonly result: string | boolean | undefined
  /** Begin and end, on one clock for all calls. */
  readonly startedAt: number
  readonly endedAt: number
}

/** Result of a call on a key that holds `held`, and the value that the key holds afterwards. */
function applyCall(call: StoreCall['call'], held: string | undefined) {
  if (call.name === 'get') return { result: held, held }
  if (call.name === 'add') return { result: held === undefined, held: held ?? call.value }
  return { result: held === call.from, held: held === call.from ? call.to : held }
}

/**
 * Returns true if the calls have an order in which each result is right and no call comes before one that ended before it
 * began. `held` is the value of the key before the calls.
 */
function isLinearizable(calls: readonly StoreCall[], held?: string): boolean {
  if (calls.length === 0) return true
  const firstEnd = Math.min(...calls.map(({ endedAt }) => endedAt))
  return calls.some((each, at) => {
    const after = applyCall(each.call, held)
    return (
      each.startedAt <= firstEnd && after.result === each.result && isLinearizable(calls.toSpliced(at, 1), after.held)
    )
  })
}

const runs = { numRuns: countOf(200, 50) }
const many = Array.from({ length: 200 }, (_, at) => `value ${at}`)

const fewTexts = fc.constantFrom('a', 'b', 'c')
const anyCall: fc.Arbitrary<StoreCall['call']> = fc.oneof(
  fc.record({ name: fc.constant('get') }),
  fc.record({ name: fc.constant('add'), value: fewTexts }),
  fc.record({ name: fc.constant('replace'), from: fewTexts, to: fewTexts }),
)

function send(store: Store, key: string, call: StoreCall['call']): Promise<string | boolean | undefined> {
  if (call.name === 'get') return store.get(key)
  return call.name === 'add' ? store.add(key, call.value) : store.replace(key, call.from, call.to)
}

/** Promises of a store under load: its functions are atomic and agree with a model. A file of its own, as it brings the model. */
export const racePromises: StorePromises = {
  'of 200 adds at once, one wins': async (open) => {
    const store = await open('adds')
    const won = await Promise.all(many.map((value) => store.add('key', value)))
    assert.deepEqual(
      [await store.get('key')],
      many.filter((_, at) => won[at]),
    )
  },

  'of 200 replaces at once, one wins': async (open) => {
    const store = await open('replaces')
    await store.add('key', 'start')
    const won = await Promise.all(many.map((value) => store.replace('key', 'start', value)))
    assert.deepEqual(
      [await store.get('key')],
      many.filter((_, at) => won[at]),
    )
  },
  'calls one after the other do what a plain map would': async (open) => {
    const store = await open('sequence')
    let space = 0
    const check = async (calls: readonly (readonly [string, StoreCall['call']])[]) => {
      space++
      const held: Record<string, string | undefined> = {}
      for (const [key, call] of calls) {
        const expected = applyCall(call, held[key])
        assert.equal(await send(store, `${space}/${key}`, call), expected.result)
        held[key] = expected.held
      }
    }
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fewTexts, anyCall), { maxLength: 20 }), check), runs)
  },

  'calls at once do what they would one after the other, in some order': async (open) => {
    const store = await open('history')
    let space = 0
    let clock = 0
    const check = async (workers: readonly (readonly StoreCall['call'][])[]) => {
      const key = `key ${space++}`
      const history: StoreCall[] = []
      const work = async (calls: readonly StoreCall['call'][]) => {
        for (const call of calls) {
          const startedAt = clock++
          const result = await send(store, key, call)
          history.push({ call, result, startedAt, endedAt: clock++ })
        }
      }
      await Promise.all(workers.map(work))
      assert.ok(isLinearizable(history), JSON.stringify(history))
    }
    const workers = fc.array(fc.array(anyCall, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 5 })
    await fc.assert(fc.asyncProperty(workers, check), runs)
  },
}
