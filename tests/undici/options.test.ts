import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Agent, MockAgent } from 'undici'
import { requireUndiciOptions, type UndiciOptions } from '../../src/undici/options.ts'
import { assertHidden } from '../support/error-views.ts'
import { thrown } from '../support/thrown.ts'

const usableOptions: readonly UndiciOptions[] = [
  {},
  { connections: 1, keepAliveTimeoutMs: 0.5, connectTimeoutMs: 2 ** 31 - 1 },
  { connections: 64 },
  { dispatcher: new Agent() },
]

for (const [at, options] of usableOptions.entries()) {
  test(`usable options are returned (${at + 1})`, () => {
    assert.deepEqual(requireUndiciOptions(options), options)
  })
}

test('no options at all are usable', () => {
  for (const none of [undefined, null]) assert.deepEqual(requireUndiciOptions(none as never), {})
})

test('an option that is undefined counts as left out, beside a dispatcher too', () => {
  const dispatcher = new MockAgent()
  const given = { dispatcher, connections: undefined, proxy: undefined } as UndiciOptions
  assert.deepEqual(requireUndiciOptions(given), { dispatcher })
  assert.deepEqual(requireUndiciOptions({ dispatcher: undefined, connections: 2 }), { connections: 2 })
})

const unusableValues: Readonly<Record<string, readonly unknown[]>> = {
  connections: [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '8', null],
  keepAliveTimeoutMs: [0, -1, 2 ** 31, Number.NaN, '4000', null],
  connectTimeoutMs: [0, -1, 2 ** 31, Number.POSITIVE_INFINITY, '10', null],
  dispatcher: [{}, { request: true }, () => {}, 'agent', null],
}

for (const [option, values] of Object.entries(unusableValues)) {
  for (const value of values) {
    test(`${option} cannot be ${JSON.stringify(value) ?? String(value)} (${typeof value})`, () => {
      const error = thrown('config', () => requireUndiciOptions({ [option]: value }))
      assert.equal(error.option, option)
      assert.match(error.message, new RegExp(`^${option} must be .+\\.$`))
    })
  }
}

test('an option that nothing reads is refused, with the nearest one that is', () => {
  const error = thrown('config', () => requireUndiciOptions({ connection: 8 } as never))
  assert.deepEqual(
    [error.option, error.message],
    ['connection', 'connection is not known (did you mean connections?).'],
  )
  for (const name of ['toString', 'constructor', '__proto__']) {
    const options = JSON.parse(`{"${name}":1}`)
    assert.equal(thrown('config', () => requireUndiciOptions(options)).option, name)
  }
})

test('no other option may stand beside a dispatcher', () => {
  const error = thrown('config', () => requireUndiciOptions({ connections: 1, dispatcher: new Agent() }))
  assert.equal(error.message, 'connections cannot be given beside dispatcher; set it where that is made.')
})

const ofUndici: readonly (readonly [option: string, value: unknown, remedy: string])[] = [
  ['proxy', 'http://shop:hunter2@127.0.0.1:8080', 'new ProxyAgent(...)'],
  ['ca', '-----BEGIN CERTIFICATE-----', 'new Agent({ connect: { ca } })'],
  ['pipelining', 10, 'new Agent({ pipelining })'],
  ['allowH2', true, 'new Agent({ allowH2: true })'],
]

for (const [option, value, remedy] of ofUndici) {
  test(`${option} is refused with the dispatcher that has it, beside a dispatcher too`, () => {
    for (const beside of [{}, { dispatcher: new Agent() }, { connections: 8 }]) {
      const error = thrown('config', () => requireUndiciOptions({ [option]: value, ...beside }))
      const message = `${option} is an option of undici's: pass dispatcher: ${remedy}.`
      assert.deepEqual([error.option, error.message, error.outcome], [option, message, 'not_sent'])
      assertHidden(error, { password: 'hunter2' })
    }
  })
}

test('a dispatcher in the place of the options is refused with the option that takes it', () => {
  for (const bare of [new Agent(), new MockAgent(), { request: async () => {} }]) {
    const error = thrown('config', () => requireUndiciOptions(bare as never))
    assert.equal(error.message, 'dispatcher is an option: pass { dispatcher }.')
  }
})

for (const odd of [32, 'http://user:s3cret@proxy.example', () => {}]) {
  test(`${typeof odd} in the place of the options is refused, and not shown`, () => {
    const error = thrown('config', () => requireUndiciOptions(odd as never))
    assert.equal(error.option, 'options')
    assertHidden(error, { password: 's3cret' })
  })
}
