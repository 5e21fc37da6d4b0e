import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createDoor, type Visit } from '../../../src/sandbox/server/door.ts'

const open = (names: Partial<Parameters<typeof createDoor>[0]> = {}) =>
  createDoor({ host: '127.0.0.1', allowedHosts: [], isPublic: false, ...names })

type Headers = Readonly<Record<string, string>>

/** A request as Node hands it out. */
const request = (method: string, headers: Headers, url = '/pay/some-uuid'): Visit => ({
  method,
  url,
  headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
  rawHeaders: Object.entries(headers).flat(),
})

const statusOf = (door: ReturnType<typeof createDoor>, visit: Visit) => door(visit)?.status

const served: readonly string[] = [
  'localhost',
  'localhost:4010',
  'LOCALHOST:4010',
  'localhost.:4010',
  'shop.localhost:4010',
  '127.0.0.1',
  '127.0.0.1:4010',
  '127.0.0.1:',
  '127.0.0.1.',
  '192.168.1.20:4010',
  '[::1]',
  '[::1]:4010',
  '[FE80::1]:4010',
  '[::ffff:127.0.0.1]:4010',
]

const strangers: readonly string[] = [
  'evil.test',
  'evil.test:4010',
  'evil.test.',
  'localhost.evil.test',
  'evil-localhost',
  'notlocalhost',
  'localhost..',
  '127.0.0.1.evil.test',
  '127.0.0.1..',
  '127.1',
  '0x7f.0.0.1',
  '2130706433',
  'app:3000',
  '::1',
  '[::1',
  '[::1]evil.test',
  '[127.0.0.1]',
  '[evil.test]',
  'localhost@evil.test',
  'evil.test@localhost',
  'localhost:4010:4010',
  'localhost:evil',
  'localhost/evil.test',
  'localhost evil.test',
  'localhost, evil.test',
  'localhost\\evil.test',
  'localhost#.evil.test',
  'http://localhost',
  'localhost%00.evil.test',
  'loc\u0430lhost',
  '*',
]

test('a request for an IP address or a name of loopback is let in', () => {
  const refused = served.filter((host) => open()(request('GET', { Host: host })) !== undefined)
  assert.deepEqual(refused, [])
})

test('a request for any other name is a 403', () => {
  const taken = strangers.filter((host) => statusOf(open(), request('GET', { Host: host })) !== 403)
  assert.deepEqual(taken, [])
})

test('the refusal names the host and the option, in one line of limited length', () => {
  const { message } = open()(request('GET', { Host: `evil.test\n${'a'.repeat(1000)}` })) ?? assert.fail()
  assert.match(message, /^The host "evil\.test\\n[^\n]*" is not served here; name it in allowedHosts of serveSandbox$/)
  assert.ok(message.length < 250)
})

test('the host given, and those allowed, are let in: in any case, with any port, with the dot of the root', () => {
  const door = open({ host: 'dev.internal', allowedHosts: ['Sandbox.Example.test', 'app'] })
  for (const host of ['dev.internal:1', 'DEV.internal.', 'sandbox.example.test:443', 'APP', 'app.']) {
    assert.equal(door(request('GET', { Host: host })), undefined, host)
  }
  for (const host of ['x.dev.internal', 'example.test', 'apps', 'sandbox.example.test.evil.test']) {
    assert.equal(statusOf(door, request('GET', { Host: host })), 403, host)
  }
})

test('a name without a dot is let in only while the server listens beyond loopback', () => {
  const visit = (host: string) => request('GET', { Host: host })
  for (const host of ['sandbox', 'sandbox:4010', 'my_sandbox', 'SANDBOX-1']) {
    assert.equal(open({ isPublic: true })(visit(host)), undefined, host)
    assert.equal(statusOf(open(), visit(host)), 403, host)
  }
  for (const host of ['evil.test', 'ai.', 'sandbox.']) {
    assert.equal(statusOf(open({ isPublic: true }), visit(host)), 403, host)
  }
})

test('no Host, an empty one and two of them are a 400', () => {
  const two = {
    method: 'GET',
    url: '/',
    headers: { host: 'localhost' },
    rawHeaders: ['Host', 'localhost', 'hOST', 'evil.test'],
  }
  assert.equal(statusOf(open(), two), 400)
  assert.equal(statusOf(open(), { ...two, rawHeaders: ['Host', 'localhost', 'Host', 'localhost'] }), 400)
  assert.equal(statusOf(open(), request('GET', {})), 400)
  assert.equal(statusOf(open(), request('GET', { Host: '' })), 400)
  // A value that reads like the name of the header is none.
  assert.equal(open()(request('GET', { Accept: 'host', Host: 'localhost' })), undefined)
})

const targets: readonly (readonly [target: string, status: number | undefined])[] = [
  ['http://localhost:4010/v1/payment', undefined],
  ['http://127.0.0.1', undefined],
  ['/v1/payment?to=http://evil.test/', undefined],
  ['//evil.test/v1/payment', undefined],
  ['*', undefined],
  ['http://evil.test/v1/payment', 403],
  ['HTTPS://EVIL.test', 403],
  ['ftp://evil.test/', 403],
  ['http://localhost@evil.test/', 403],
  ['http://evil.test\\@localhost/', 403],
  ['http://evil.test?@localhost/', 403],
  ['http:///v1/payment', 403],
]

for (const [target, status] of targets) {
  test(`a target that names a host itself is judged by it: ${target}`, () => {
    assert.equal(statusOf(open(), request('GET', { Host: 'localhost' }, target)), status)
  })
}

test('a target with a host that is served does not excuse a Host that is not', () => {
  assert.equal(statusOf(open(), request('GET', { Host: 'evil.test' }, 'http://localhost/')), 403)
})

const host = 'localhost:4010'

const posts: readonly (readonly [headers: Headers, status: number | undefined])[] = [
  [{}, undefined],
  [{ Origin: 'http://localhost:4010' }, undefined],
  [{ Origin: 'http://LOCALHOST:4010' }, undefined],
  // A proxy that ends TLS and keeps the Host.
  [{ Origin: 'https://localhost:4010' }, undefined],
  [{ Origin: 'null' }, 403],
  [{ Origin: '' }, 403],
  [{ Origin: 'http://evil.test' }, 403],
  [{ Origin: 'http://localhost' }, 403],
  [{ Origin: 'http://localhost:3000' }, 403],
  [{ Origin: 'http://127.0.0.1:4010' }, 403],
  [{ Origin: 'http://localhost:4010.evil.test' }, 403],
  [{ Origin: 'http://evil.test/localhost:4010' }, 403],
  [{ Origin: 'http://localhost:4010, http://evil.test' }, 403],
  [{ Origin: 'chrome-extension://localhost:4010' }, 403],
  [{ Origin: 'file://' }, 403],
  [{ Origin: 'http://evil.test', 'Sec-Fetch-Site': 'same-origin' }, 403],
  [{ Origin: 'http://evil.test', Referer: 'http://localhost:4010/' }, 403],
  [{ 'Sec-Fetch-Site': 'same-origin' }, undefined],
  [{ 'Sec-Fetch-Site': 'none' }, undefined],
  [{ 'Sec-Fetch-Site': 'same-site' }, 403],
  [{ 'Sec-Fetch-Site': 'cross-site' }, 403],
  [{ 'Sec-Fetch-Site': '' }, 403],
  [{ 'Sec-Fetch-Site': 'cross-site', Referer: 'http://localhost:4010/' }, 403],
  [{ Referer: 'http://localhost:4010/pay/some-uuid' }, undefined],
  [{ Referer: 'http://evil.test/http://localhost:4010/' }, 403],
  [{ Referer: 'http://localhost:4010@evil.test/' }, 403],
  [{ Referer: 'about:blank' }, 403],
  [{ Referer: '' }, 403],
]

for (const [headers, status] of posts) {
  test(`a POST with ${JSON.stringify(headers)} is ${status === undefined ? 'let in' : 'refused'}`, () => {
    assert.equal(statusOf(open(), request('POST', { Host: host, ...headers })), status)
  })
}

test('whatever the path and the method, a page of another site changes nothing; it may link here', () => {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'post']) {
    const visit = request(method, { Host: host, Origin: 'http://evil.test' }, '/v1/payment')
    assert.equal(statusOf(open(), visit), 403, method)
  }
  for (const method of ['GET', 'HEAD']) {
    assert.equal(open()(request(method, { Host: host, 'Sec-Fetch-Site': 'cross-site' })), undefined, method)
  }
})

test('the origin of a server at the default port has none', () => {
  const origin = { Origin: 'http://localhost' }
  assert.equal(open()(request('POST', { Host: 'localhost', ...origin })), undefined)
  assert.equal(open()(request('POST', { Host: 'localhost:80', ...origin })), undefined)
  assert.equal(statusOf(open(), request('POST', { Host: 'localhost:443', ...origin })), 403)
})
