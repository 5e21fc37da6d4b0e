import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { followRealTime } from '../../../src/sandbox/server/follow-real-time.ts'

const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

function mockTime(context: TestContext) {
  context.mock.timers.enable({ apis: ['setInterval', 'Date'], now: 1_000_000 })
  return async (ms: number) => {
    context.mock.timers.tick(ms)
    await settle()
  }
}

test('the time that passes is added to the clock', async (context) => {
  const pass = mockTime(context)
  const added: number[] = []
  const stop = followRealTime({ advance: async (ms) => void added.push(ms) })
  await pass(250)
  await pass(100)
  await pass(150)
  stop()
  assert.deepEqual(added, [250, 250])
})

test('it is left alone once it was stopped', async (context) => {
  const pass = mockTime(context)
  const added: number[] = []
  followRealTime({ advance: async (ms) => void added.push(ms) })()
  await pass(1000)
  assert.deepEqual(added, [])
})

test('a slow receiver delays time and loses none', async (context) => {
  const pass = mockTime(context)
  const added: number[] = []
  const { promise, resolve } = deferred()
  const advance = (ms: number) => {
    added.push(ms)
    return added.length === 1 ? promise : Promise.resolve()
  }
  const stop = followRealTime({ advance })
  await pass(250)
  await pass(250)
  await pass(250)
  assert.deepEqual(added, [250])
  resolve()
  await settle()
  await pass(250)
  stop()
  assert.deepEqual(added, [250, 750])
})

test('an advance that fails does not stop the clock', async (context) => {
  const pass = mockTime(context)
  let calls = 0
  const stop = followRealTime({ advance: () => Promise.reject(new Error(`failure ${++calls}`)) })
  await pass(250)
  await pass(250)
  stop()
  assert.equal(calls, 2)
})

test('a clock that was set back adds nothing', async (context) => {
  const pass = mockTime(context)
  const added: number[] = []
  const stop = followRealTime({ advance: async (ms) => void added.push(ms) })
  context.mock.timers.setTime(0)
  await pass(250)
  stop()
  assert.ok(added.every((ms) => ms > 0))
})

function deferred() {
  let resolve = () => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}
