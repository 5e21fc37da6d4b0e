import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loggerForm } from '../../src/logging/logger.ts'
import { assertOptions } from '../../src/options/forms.ts'
import { notify } from '../../src/platform/waiting.ts'
import { thrown } from '../support/thrown.ts'

const log = () => {}

const assertLogger = (logger: unknown) => assertOptions({ logger }, { logger: loggerForm })

test('console is a logger, and so is one without warn', () => {
  assertLogger(console)
  assertLogger({ debug: log, info: log, error: log })
})

for (const bad of [null, 'console', log, {}, { debug: log, info: log }, { debug: log, info: log, error: 1 }]) {
  test(`${JSON.stringify(bad)} is refused as a logger`, () => {
    const error = thrown('config', () => assertLogger(bad))
    assert.equal(error.option, 'logger')
    assert.match(error.message, /debug, info and error/)
  })
}

test('runs at once', () => {
  let ran = false
  notify(() => {
    ran = true
  })
  assert.ok(ran)
})

test('what is thrown, now or later, goes nowhere', async () => {
  const rejections: unknown[] = []
  const listen = (reason: unknown) => rejections.push(reason)
  process.on('unhandledRejection', listen)
  notify(() => {
    throw new Error('now')
  })
  notify(() => Promise.reject(new Error('later')))
  await new Promise((resolve) => setImmediate(resolve))
  process.off('unhandledRejection', listen)
  assert.deepEqual(rejections, [])
})
