import assert from 'node:assert/strict'
import { test } from 'node:test'
import { outcomeOf } from '../../src/call/outcome-of.ts'

for (const status of [200, 400, 401, 403, 404, 410, 422, 499]) {
  test(`a refusal with ${status} proves that nothing was done`, () => {
    assert.equal(outcomeOf(status, 'refusal', 'not_sent'), 'rejected')
  })
}

for (const status of [201, 302, 408, 409, 425, 429, 500, 502, 503, 520, 599]) {
  test(`a refusal with ${status} proves nothing`, () => {
    assert.equal(outcomeOf(status, 'refusal', 'not_sent'), 'unknown')
  })
}

test('a refusal proves nothing when an attempt before it may have been carried out', () => {
  assert.equal(outcomeOf(422, 'refusal', 'unknown'), 'unknown')
})

test('what the gateway did not say proves nothing', () => {
  for (const status of [200, 403, 502]) assert.equal(outcomeOf(status, 'foreign', 'not_sent'), 'unknown')
  assert.equal(outcomeOf(200, 'result', 'not_sent'), 'unknown')
})
