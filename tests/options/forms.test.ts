import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertOptions, functionForm, millisecondsForm, retriesForm } from '../../src/options/forms.ts'
import { thrown } from '../support/thrown.ts'

const forms = { retries: retriesForm, timeoutMs: millisecondsForm, fetch: functionForm }

for (const options of [{}, undefined, null, { retries: undefined, timeoutMs: undefined }, { fetch: () => {} }]) {
  test(`${JSON.stringify(options)} are usable options`, () => assertOptions(options, forms))
}

test('an inherited option is checked too', () => {
  assert.equal(thrown('config', () => assertOptions(Object.create({ retries: 11 }), forms)).option, 'retries')
})

test('an option without a form is unknown', () => {
  const { option, message } = thrown('config', () => assertOptions({ retrys: 1 }, forms))
  assert.deepEqual([option, message], ['retrys', 'retrys is not known (did you mean retries?).'])
})

for (const retries of [0, 1, 2, 10]) {
  test(`${retries} is a usable number of retries`, () => assertOptions({ retries }, forms))
}

for (const bad of [-1, 11, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '2', null, true]) {
  test(`${String(bad)} (${typeof bad}) is refused as a number of retries`, () => {
    const error = thrown('config', () => assertOptions({ retries: bad }, forms))
    assert.equal(error.option, 'retries')
    assert.equal(error.message, 'retries must be a whole number from 0 to 10.')
  })
}

for (const timeoutMs of [0.5, 1, 30_000, 2_147_483_647]) {
  test(`${timeoutMs} is a usable number of milliseconds`, () => assertOptions({ timeoutMs }, forms))
}

for (const bad of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, 2_147_483_648, '30', null, 30n]) {
  test(`${String(bad)} (${typeof bad}) is refused as a number of milliseconds`, () => {
    const error = thrown('config', () => assertOptions({ timeoutMs: bad }, forms))
    assert.equal(error.option, 'timeoutMs')
    assert.match(error.message, /^timeoutMs must be milliseconds above zero and below/)
  })
}

test('a text is refused as a function', () => {
  assert.equal(thrown('config', () => assertOptions({ fetch: 'x' }, forms)).message, 'fetch must be a function.')
})
