import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Agent, MockAgent } from 'undici'
import { checkOptions } from '../../src/undici/check-options.ts'
import type { UndiciOptions } from '../../src/undici/options.ts'
import { assertHidden } from '../tools/error-views.ts'
import { testAuthority } from '../tools/secure-loopback.ts'
import { thrown } from '../tools/thrown.ts'

const usable: readonly UndiciOptions[] = [
  {},
  { connections: 1, keepAliveTimeoutMs: 0.5, pipelining: 0, allowH2: false, connectTimeoutMs: 2 ** 31 - 1 },
  { connections: 64, pipelining: 10, allowH2: true, proxy: 'http://127.0.0.1:8080', ca: testAuthority },
  { dispatcher: new Agent() },
  { dispatcher: new MockAgent(), connections: undefined, proxy: undefined },
  { dispatcher: undefined, connections: 2 },
]

for (const [at, options] of usable.entries()) {
  test(`usable options pass (${at + 1})`, () => {
    checkOptions(options)
  })
}

test('no options at all pass', () => {
  for (const none of [undefined, null]) checkOptions(none as never)
})

const unusable: Readonly<Record<string, readonly unknown[]>> = {
  connections: [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '8', null],
  keepAliveTimeoutMs: [0, -1, 2 ** 31, Number.NaN, '4000', null],
  pipelining: [-1, 0.5, '1', null],
  allowH2: [0, 1, 'true', null],
  connectTimeoutMs: [0, -1, 2 ** 31, Number.POSITIVE_INFINITY, '10', null],
  proxy: ['', '127.0.0.1:8080', 'socks5://127.0.0.1', 8080, null],
  ca: ['', 'ca.pem', [], 7, null],
  dispatcher: [{}, { request: true }, () => {}, 'agent', null],
}

for (const [option, values] of Object.entries(unusable)) {
  for (const value of values) {
    test(`${option} cannot be ${JSON.stringify(value) ?? String(value)} (${typeof value})`, () => {
      const error = thrown('config', () => checkOptions({ [option]: value }))
      assert.equal(error.option, option)
      assert.match(error.message, new RegExp(`^${option} must be .+\\.$`))
    })
  }
}

test('an option that nothing reads is refused, with the nearest one that is', () => {
  const error = thrown('config', () => checkOptions({ connection: 8 } as never))
  assert.deepEqual(
    [error.option, error.message],
    ['connection', 'connection is not known (did you mean connections?).'],
  )
  assert.equal(thrown('config', () => checkOptions({ toString: 1 } as never)).option, 'toString')
})

test('no other option may stand beside a dispatcher', () => {
  const dispatcher = new Agent()
  for (const options of [
    { dispatcher, proxy: 'http://127.0.0.1' },
    { connections: 1, dispatcher },
  ]) {
    const error = thrown('config', () => checkOptions(options))
    assert.match(error.message, /^(proxy|connections) cannot be given beside dispatcher/)
  }
})

test('the credentials of a proxy are not repeated', () => {
  for (const proxy of ['ftp://shop:hunter2@127.0.0.1', 'http://%ff:hunter2@127.0.0.1', 'shop:hunter2@127.0.0.1']) {
    assertHidden(
      thrown('config', () => checkOptions({ proxy })),
      { password: 'hunter2' },
    )
  }
})
