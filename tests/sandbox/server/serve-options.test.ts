import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isCryptomusError } from '../../../src/errors/is-cryptomus-error.ts'
import { createSandbox } from '../../../src/sandbox/create-sandbox.ts'
import { requireServeOptions } from '../../../src/sandbox/server/serve-options.ts'
import type { ServeOptions } from '../../../src/sandbox/server/types.ts'

/** The option and the message of the `config` error that options meet. */
function complaintAbout(options: unknown): readonly [option: string | undefined, message: string] {
  try {
    requireServeOptions(options as ServeOptions)
  } catch (error) {
    if (isCryptomusError(error, 'config')) return [error.option, error.message]
    throw error
  }
  return assert.fail(`Nothing was refused: ${JSON.stringify(options)}`)
}

test('without options there are the defaults, and undefined counts as left out', () => {
  const defaults = { sandbox: undefined, port: 0, host: '127.0.0.1', allowedHosts: [], callbackHosts: [] }
  assert.deepEqual(requireServeOptions({}), defaults)
  const unset = {
    sandbox: undefined,
    port: undefined,
    host: undefined,
    allowedHosts: undefined,
    allowCallbackHosts: undefined,
  }
  assert.deepEqual(requireServeOptions(unset), defaults)
})

for (const port of [
  'abc',
  '',
  '4010',
  '/tmp/x.sock',
  -1,
  1.5,
  65_536,
  70_000,
  Number.NaN,
  Infinity,
  null,
  true,
  {},
  4010n,
]) {
  test(`the port ${String(port) || 'of an empty text'} (${typeof port}) is refused`, () => {
    const [option, message] = complaintAbout({ port })
    assert.equal(option, 'port')
    assert.match(message, /^port must be a whole number from 0 to 65535/)
  })
}

test('a port that is a text of digits is told how to become a number', () => {
  assert.match(complaintAbout({ port: '4010' })[1], /write Number\('4010'\)\.$/)
})

test('every port there is can be asked for', () => {
  for (const port of [0, 1, 80, 65_535]) assert.equal(requireServeOptions({ port }).port, port)
})

for (const host of [
  '',
  ' ',
  'http://localhost',
  'localhost:4010',
  '[::1]',
  '*',
  'a b',
  'a/b',
  '.',
  null,
  0,
  127,
  ['::'],
]) {
  test(`the host ${JSON.stringify(host)} is refused`, () => {
    const [option, message] = complaintAbout({ host })
    assert.equal(option, 'host')
    assert.match(message, /'127\.0\.0\.1'.*'0\.0\.0\.0'/)
  })
}

test('an address and a name are hosts to listen on', () => {
  for (const host of ['0.0.0.0', '::', '::1', 'localhost', 'my_machine.local']) {
    assert.equal(requireServeOptions({ host }).host, host)
  }
})

test('a sandbox is taken; its copy, and what is none, are refused', () => {
  const sandbox = createSandbox()
  assert.equal(requireServeOptions({ sandbox }).sandbox, sandbox)
  for (const wrong of [null, {}, 'sandbox', { seed: 1 }, createSandbox, sandbox.clientOptions, { ...sandbox }]) {
    const [option, message] = complaintAbout({ sandbox: wrong })
    assert.equal(option, 'sandbox')
    assert.match(message, /pass what createSandbox\(\) returned/)
  }
})

const typos: readonly (readonly [name: string, meant: string])[] = [
  ['allowedCallbackHosts', 'allowCallbackHosts'],
  ['allowHosts', 'allowedHosts'],
  ['Port', 'port'],
  ['hosts', 'host'],
]

for (const [name, meant] of typos) {
  test(`the unknown option ${name} is refused, with the name that is meant`, () => {
    const [option, message] = complaintAbout({ [name]: undefined })
    assert.equal(option, name)
    assert.ok(message.includes(`did you mean ${meant}?`), message)
  })
}

test('options that are no object are refused', () => {
  for (const options of [null, 4010, '4010', true]) {
    assert.deepEqual(complaintAbout(options), ['options', 'options must be an object, such as { port: 4010 }.'])
  }
})

const entries: readonly (readonly [entry: string, hostname: string, port?: number])[] = [
  ['app', 'app'],
  ['APP', 'app'],
  ['app:3000', 'app', 3000],
  ['app:80', 'app', 80],
  ['my_app:443', 'my_app', 443],
  ['shop.test.', 'shop.test'],
  ['m\u00fcnchen.test', 'xn--mnchen-3ya.test'],
  ['10.0.0.1:8080', '10.0.0.1', 8080],
  ['0x0a.1', '10.0.0.1'],
  ['::1', '[::1]'],
  ['[::1]', '[::1]'],
  ['[::1]:8080', '[::1]', 8080],
  ['FD00::0001', '[fd00::1]'],
]

for (const [entry, hostname, port] of entries) {
  test(`allowCallbackHosts takes ${entry}`, () => {
    assert.deepEqual(requireServeOptions({ allowCallbackHosts: [entry] }).callbackHosts, [{ hostname, port }])
  })
}

const refusedEntries: readonly (readonly [entry: unknown, remedy: RegExp])[] = [
  ['http://app:3000/hook', /write 'app:3000'\.$/],
  ['https://app', /write 'app'\.$/],
  ['//app:3000', /write 'app:3000'\.$/],
  ['app:3000/hook', /write 'app:3000'\.$/],
  ['app/', /write 'app'\.$/],
  ['app?x', /write 'app'\.$/],
  ['http://user:secret@app:3000/', /write 'app:3000'\.$/],
  ['http://[::1]:3000/hook', /write '\[::1\]:3000'\.$/],
  ['app:0', /such as 'app' or 'app:3000'\.$/],
  ['app:70000', /such as 'app' or 'app:3000'\.$/],
  ['app:', /such as 'app' or 'app:3000'\.$/],
  [':3000', /such as 'app' or 'app:3000'\.$/],
  ['*', /such as 'app' or 'app:3000'\.$/],
  ['*.test', /such as 'app' or 'app:3000'\.$/],
  ['app, web', /such as 'app' or 'app:3000'\.$/],
  ['app,web', /such as 'app' or 'app:3000'\.$/],
  [' app', /such as 'app' or 'app:3000'\.$/],
  ['[app]', /such as 'app' or 'app:3000'\.$/],
  ['app%2f', /such as 'app' or 'app:3000'\.$/],
  ['', /as a string/],
  [3000, /as a string/],
  [null, /as a string/],
  [['app'], /as a string/],
  ['169.254.169.254', /where webhooks never go/],
  ['169.254.169.254:80', /where webhooks never go/],
  ['2852039166', /where webhooks never go/],
  ['[fd00:ec2::254]', /where webhooks never go/],
  ['::ffff:169.254.169.254', /where webhooks never go/],
  ['0.0.0.0', /where webhooks never go/],
  ['::', /where webhooks never go/],
]

for (const [entry, remedy] of refusedEntries) {
  test(`allowCallbackHosts refuses ${JSON.stringify(entry)}, and says what to write`, () => {
    const [option, message] = complaintAbout({ allowCallbackHosts: ['app', entry] })
    assert.equal(option, 'allowCallbackHosts[1]')
    assert.match(message, remedy)
    assert.doesNotMatch(message, /secret/)
  })
}

test('lists of hosts must be arrays', () => {
  for (const option of ['allowedHosts', 'allowCallbackHosts']) {
    for (const wrong of ['app', null, new Set(['app']), { 0: 'app' }, 1]) {
      const [name, message] = complaintAbout({ [option]: wrong })
      assert.equal(name, option)
      assert.match(message, /must be an array of hosts, such as \['/)
    }
  }
})

const allowed: readonly (readonly [entry: unknown, remedy: RegExp])[] = [
  ['http://sandbox.internal:4010/', /write 'sandbox\.internal'\.$/],
  ['sandbox.internal:4010', /write 'sandbox\.internal'\.$/],
  ['sandbox.internal/pay', /write 'sandbox\.internal'\.$/],
  ['*.internal', /without scheme, port, path or wildcard/],
  ['.internal', /without scheme, port, path or wildcard/],
  ['a b', /without scheme/],
  ['', /as a string/],
  [7, /as a string/],
]

for (const [entry, remedy] of allowed) {
  test(`allowedHosts refuses ${JSON.stringify(entry)}, and says what to write`, () => {
    const [option, message] = complaintAbout({ allowedHosts: [entry] })
    assert.equal(option, 'allowedHosts[0]')
    assert.match(message, remedy)
  })
}

test('allowedHosts takes names in any case, with the dot of the root too', () => {
  const allowedHosts = ['Sandbox.internal', 'app', 'sandbox.test.']
  assert.deepEqual(requireServeOptions({ allowedHosts }).allowedHosts, allowedHosts)
})
