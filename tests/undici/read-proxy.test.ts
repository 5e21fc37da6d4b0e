import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readProxy } from '../../src/undici/read-proxy.ts'

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

const unusable: readonly unknown[] = [
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

for (const proxy of unusable) {
  test(`${String(proxy)} (${typeof proxy}) is no proxy`, () => {
    assert.equal(readProxy(proxy), undefined)
  })
}
