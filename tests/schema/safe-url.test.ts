import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isLoopbackHost, parseLink, parseSafeUrl } from '../../src/schema/safe-url.ts'

const safe = [
  'https://example.test/cb?a=1',
  'https://127.0.0.1/',
  'http://localhost:3000/cb',
  'http://LOCALHOST/',
  'http://app.localhost/',
  'http://127.0.0.1:8080/',
  'http://127.1.2.3/',
  'http://[::1]:3000/',
  'http://2130706433/',
]
for (const text of safe) test(`takes ${text}`, () => assert.equal(parseSafeUrl(text)?.href, new URL(text).href))

const unsafe = [
  '',
  'example.test',
  '/relative',
  '//example.test/',
  'http://example.test/',
  'http://localhost.example.test/',
  'http://notlocalhost/',
  'http://127.0.0.1.example.test/',
  'http://[::2]/',
  'http://10.0.0.1/',
  'ftp://example.test/',
  'javascript:alert(1)',
  'file:///etc/hosts',
  'https://',
]
for (const text of unsafe) test(`refuses "${text}"`, () => assert.equal(parseSafeUrl(text), undefined))

for (const text of ['https://a', 'http://example.test/', 'myapp://done', 'myapp:done', 'MYAPP://Done', 'ftp://a/']) {
  test(`a payer can be sent to ${text}`, () => assert.equal(parseLink(text)?.href, new URL(text).href))
}

for (const text of [
  '',
  'done',
  '/done',
  'javascript:x',
  'JavaScript:x',
  ' java\nscript:x',
  'vbscript:x',
  'data:,x',
  'blob:x',
]) {
  test(`a payer cannot be sent to ${JSON.stringify(text)}`, () => assert.equal(parseLink(text), undefined))
}

test('knows the names of this machine', () => {
  assert.equal(isLoopbackHost('localhost'), true)
  assert.equal(isLoopbackHost('[::1]'), true)
  assert.equal(isLoopbackHost('::1'), false)
  assert.equal(isLoopbackHost('.localhost'), false)
  assert.equal(isLoopbackHost('128.0.0.1'), false)
})
