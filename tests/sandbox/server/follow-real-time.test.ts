import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { followRealTime } from '../../../src/sandbox/server/follow-real-time.ts'

/** Lets promises that are ready settle; not a wait for time. */
const settle = () => new Promise((resolve) => setImmediate(resolve))

async function withTimers(run: () => Promise<void>) {
  mock.timers.enable({ apis: ['setInterval', 'Date'] })
  try {
    await run()
  } finally {
    mock.timers.reset()
  }
}

test('adds the time that passes, until it is stopped', () =>
  withTimers(async () => {
    const steps: number[] = []
    const stop = followRealTime({ advance: async (ms) => void steps.push(ms) })
    mock.timers.tick(250)
    await settle()
    mock.timers.tick(250)
    await settle()
    stop()
    mock.timers.tick(1000)
    assert.deepEqual(steps, [250, 250])
  }))

test('what passes while it is busy is added later, and an error stops nothing', () =>
  withTimers(async () => {
    const steps: number[] = []
    let finish = () => {}
    const advance = (ms: number) => {
      steps.push(ms)
      return new Promise<void>((_, reject) => {
        finish = () => reject(new Error('a receiver failed'))
      })
    }
    const stop = followRealTime({ advance })
    mock.timers.tick(250)
    mock.timers.tick(250)
    finish()
    await settle()
    mock.timers.tick(250)
    stop()
    assert.deepEqual(steps, [250, 500])
  }))
