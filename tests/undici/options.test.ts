import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { test } from 'node:test'
import { Agent, MockAgent } from 'undici'
import { checkUndiciOptions, readCertificates, readProxy, type UndiciOptions } from '../../src/undici/options.ts'
import { assertHidden } from '../support/error-views.ts'
import { serverIdentity, testAuthority } from '../support/secure-loopback.ts'
import { thrown } from '../support/thrown.ts'

const usableOptions: readonly UndiciOptions[] = [
  {},
  { connections: 1, keepAliveTimeoutMs: 0.5, pipelining: 0, allowH2: false, connectTimeoutMs: 2 ** 31 - 1 },
  { connections: 64, pipelining: 10, allowH2: true, proxy: 'http://127.0.0.1:8080', ca: testAuthority },
  { dispatcher: new Agent() },
  { dispatcher: new MockAgent(), connections: undefined, proxy: undefined },
  { dispatcher: undefined, connections: 2 },
]

for (const [at, options] of usableOptions.entries()) {
  test(`usable options pass (${at + 1})`, () => {
    checkUndiciOptions(options)
  })
}

test('no options at all pass', () => {
  for (const none of [undefined, null]) checkUndiciOptions(none as never)
})

const unusableValues: Readonly<Record<string, readonly unknown[]>> = {
  connections: [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '8', null],
  keepAliveTimeoutMs: [0, -1, 2 ** 31, Number.NaN, '4000', null],
  pipelining: [-1, 0.5, '1', null],
  allowH2: [0, 1, 'true', null],
  connectTimeoutMs: [0, -1, 2 ** 31, Number.POSITIVE_INFINITY, '10', null],
  proxy: ['', '127.0.0.1:8080', 'socks5://127.0.0.1', 8080, null],
  ca: ['', 'ca.pem', [], 7, null],
  dispatcher: [{}, { request: true }, () => {}, 'agent', null],
}

for (const [option, values] of Object.entries(unusableValues)) {
  for (const value of values) {
    test(`${option} cannot be ${JSON.stringify(value) ?? String(value)} (${typeof value})`, () => {
      const error = thrown('config', () => checkUndiciOptions({ [option]: value }))
      assert.equal(error.option, option)
      assert.match(error.message, new RegExp(`^${option} must be .+\\.$`))
    })
  }
}

test('an option that nothing reads is refused, with the nearest one that is', () => {
  const error = thrown('config', () => checkUndiciOptions({ connection: 8 } as never))
  assert.deepEqual(
    [error.option, error.message],
    ['connection', 'connection is not known (did you mean connections?).'],
  )
  assert.equal(thrown('config', () => checkUndiciOptions({ toString: 1 } as never)).option, 'toString')
})

test('no other option may stand beside a dispatcher', () => {
  const dispatcher = new Agent()
  for (const options of [
    { dispatcher, proxy: 'http://127.0.0.1' },
    { connections: 1, dispatcher },
  ]) {
    const error = thrown('config', () => checkUndiciOptions(options))
    assert.match(error.message, /^(proxy|connections) cannot be given beside dispatcher/)
  }
})

test('the credentials of a proxy are not repeated', () => {
  for (const proxy of ['ftp://shop:hunter2@127.0.0.1', 'http://%ff:hunter2@127.0.0.1', 'shop:hunter2@127.0.0.1']) {
    assertHidden(
      thrown('config', () => checkUndiciOptions({ proxy })),
      { password: 'hunter2' },
    )
  }
})

const { cert, key } = serverIdentity
const bytes = (text: string) => new TextEncoder().encode(text)
const commented = `# Our authority\r\n${testAuthority.replaceAll('\n', '\r\n')}\r\n# A server\r\n${cert}`

const certificateSources: readonly (readonly [string, unknown, readonly string[]])[] = [
  ['a text', testAuthority, [testAuthority]],
  ['bytes', bytes(testAuthority), [testAuthority]],
  ['a buffer', Buffer.from(testAuthority), [testAuthority]],
  ['a list', [testAuthority, bytes(cert)], [testAuthority, cert]],
  ['several in one text, with comments and other line ends', commented, [testAuthority, cert]],
  ['one beside a key', key + testAuthority, [testAuthority]],
]

const fingerprints = (certificates: readonly string[]) =>
  certificates.map((certificate) => new X509Certificate(certificate).fingerprint256)

for (const [what, ca, expected] of certificateSources) {
  test(`certificates are read from ${what}`, () => {
    assert.deepEqual(fingerprints(readCertificates(ca) ?? []), fingerprints(expected))
  })
}

const noCertificates: readonly (readonly [string, unknown])[] = [
  ['an empty text', ''],
  ['an empty list', []],
  ['a path', '/etc/ssl/ca.pem'],
  ['a key', key],
  ['DER', new X509Certificate(testAuthority).raw],
  ['a certificate that is cut short', testAuthority.slice(0, 200)],
  ['a certificate with something missing', testAuthority.replace(/\n.{20}/, '\n')],
  ['a list with one that is none', [testAuthority, 'x']],
  ['a list within a list', [[testAuthority]]],
  ['a number', 7],
  ['nothing', undefined],
  ['null', null],
]

for (const [what, ca] of noCertificates) {
  test(`nothing is read from ${what}`, () => {
    assert.equal(readCertificates(ca), undefined)
  })
}

const basic = (credentials: string) => `Basic ${Buffer.from(credentials).toString('base64')}`

const proxies: readonly (readonly [proxy: string, uri: string, token: string | undefined])[] = [
  ['http://proxy.example:8080', 'http://proxy.example:8080', undefined],
  ['https://proxy.example/', 'https://proxy.example', undefined],
  ['http://shop:secret@proxy.example:8080', 'http://proxy.example:8080', basic('shop:secret')],
  ['http://shop@[::1]:8080', 'http://[::1]:8080', basic('shop:')],
  ['http://:secret@127.0.0.1', 'http://127.0.0.1', basic(':secret')],
  ['http://sh%40p:p%3As%25%C3%B6@127.0.0.1', 'http://127.0.0.1', basic('sh@p:p:s%ö')],
]

for (const [proxy, uri, token] of proxies) {
  test(`${proxy} is read as an address and what authorises`, () => {
    assert.deepEqual(readProxy(proxy), { uri, token })
  })
}

const noProxies: readonly unknown[] = [
  '',
  'proxy.example:8080',
  '127.0.0.1:8080',
  'socks5://127.0.0.1',
  'ftp://127.0.0.1',
  'http://',
  'http://%ff:secret@127.0.0.1',
  new URL('http://127.0.0.1'),
  8080,
  null,
  undefined,
  {},
]

for (const proxy of noProxies) {
  test(`${String(proxy)} (${typeof proxy}) is no proxy`, () => {
    assert.equal(readProxy(proxy), undefined)
  })
}
