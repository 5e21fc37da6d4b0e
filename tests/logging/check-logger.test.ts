import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkLogger } from '../../src/logging/check-logger.ts'
import { thrown } from '../tools/thrown.ts'

const log = () => {}

test('console is a logger, and so is one without warn', () => {
  assert.equal(checkLogger(console), console)
  const own = { debug: log, info: log, error: log }
  assert.equal(checkLogger(own), own)
})

for (const bad of [
  undefined,
  null,
  'console',
  log,
  {},
  { debug: log, info: log },
  { debug: log, info: log, error: 1 },
]) {
  test(`${JSON.stringify(bad)} is refused as a logger`, () => {
    const error = thrown('config', () => checkLogger(bad))
    assert.equal(error.option, 'logger')
    assert.match(error.message, /debug, info and error, as console has/)
  })
}
