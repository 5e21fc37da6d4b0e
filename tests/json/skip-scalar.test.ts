import assert from 'node:assert/strict'
import { test } from 'node:test'
import { skipScalar } from '../../src/json/skip-scalar.ts'

const whole = ['true', 'false', 'null', '0', '-0', '7', '-12', '1.5', '0.00', '1e5', '1E5', '1e+5', '1e-05', '-0.1E-2']

for (const text of whole) {
  test(`walks over ${text}, and no further`, () => {
    assert.equal(skipScalar(text, 0), text.length)
    assert.equal(skipScalar(`[${text},`, 1), text.length + 1)
  })
}

for (const text of [
  '',
  '-',
  '.5',
  '1.',
  '1.e5',
  '1e',
  '1e+',
  '+1',
  'tru',
  'True',
  'nul',
  'NaN',
  'Infinity',
  '-a',
  'x',
]) {
  test(`does not take ${JSON.stringify(text)} for a scalar`, () => assert.equal(skipScalar(`[${text}]`, 1), -1))
}

test('ends a number before a second leading digit', () => {
  assert.equal(skipScalar('01', 0), 1)
})
