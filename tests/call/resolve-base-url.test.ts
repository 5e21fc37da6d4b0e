import assert from 'node:assert/strict'
import { test } from 'node:test'
import { resolveBaseUrl } from '../../src/call/resolve-base-url.ts'
import { thrown } from '../tools/thrown.ts'

const usable: readonly (readonly [string, string])[] = [
  ['https://api.cryptomus.com', 'https://api.cryptomus.com'],
  ['https://api.cryptomus.com/', 'https://api.cryptomus.com'],
  ['https://api.cryptomus.com/v1', 'https://api.cryptomus.com'],
  ['https://api.cryptomus.com/v1/', 'https://api.cryptomus.com'],
  ['https://api.cryptomus.com//', 'https://api.cryptomus.com'],
  ['https://proxy.example/cryptomus', 'https://proxy.example/cryptomus'],
  ['https://proxy.example/cryptomus/v1', 'https://proxy.example/cryptomus'],
  ['https://proxy.example/v10', 'https://proxy.example/v10'],
  ['https://proxy.example/v1/cryptomus', 'https://proxy.example/v1/cryptomus'],
  ['https://proxy.example:8443/a%20b', 'https://proxy.example:8443/a%20b'],
  ['HTTPS://API.Example/', 'https://api.example'],
  ['http://localhost:3000', 'http://localhost:3000'],
  ['http://api.localhost/', 'http://api.localhost'],
  ['http://127.0.0.1:8080/v1', 'http://127.0.0.1:8080'],
  ['http://[::1]:9', 'http://[::1]:9'],
  ['https://10.0.0.5', 'https://10.0.0.5'],
]

for (const [given, resolved] of usable) {
  test(`${given} is taken as ${resolved}`, () => assert.equal(resolveBaseUrl(given), resolved))
}

const unsafe: readonly unknown[] = [
  'http://api.cryptomus.com',
  'http://10.0.0.5',
  'http://localhost.evil.example',
  'http://127.0.0.1.evil.example',
  'https://user@api.cryptomus.com',
  'https://user:password@api.cryptomus.com',
  'https://:password@api.cryptomus.com',
  'https://api.cryptomus.com?key=1',
  'https://api.cryptomus.com/#v1',
  'ftp://api.cryptomus.com',
  'ws://localhost',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/plain,x',
  'api.cryptomus.com',
  '//api.cryptomus.com',
  '/v1',
  'https://',
  'garbage',
  '',
  ' ',
  undefined,
  null,
  7,
]

for (const given of unsafe) {
  test(`${String(given)} (${typeof given}) is refused as a base URL`, () => {
    const error = thrown('config', () => resolveBaseUrl(given as string))
    assert.equal(error.option, 'baseUrl')
    assert.match(error.message, /baseUrl must be an https URL \(http on loopback only\) without credentials/)
    assert.ok(!error.message.includes('password'))
  })
}

test('the option that held the URL is named', () => {
  const error = thrown('config', () => resolveBaseUrl('http://gateway.example', 'gateway.apiUrl'))
  assert.equal(error.option, 'gateway.apiUrl')
  assert.match(error.message, /^gateway\.apiUrl must be/)
})
