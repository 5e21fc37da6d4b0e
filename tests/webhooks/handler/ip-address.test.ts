import assert from 'node:assert/strict'
import { test } from 'node:test'
import { plainAddress } from '../../../src/webhooks/handler/ip-address.ts'

for (const [spelling, plain] of [
  ['203.0.113.7', '203.0.113.7'],
  ['0.0.0.0', '0.0.0.0'],
  ['255.249.199.99', '255.249.199.99'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['::FFFF:203.0.113.7', '203.0.113.7'],
  ['::ffff:cb00:7107', '203.0.113.7'],
  ['0:0:0:0:0:ffff:203.0.113.7', '203.0.113.7'],
  ['2001:DB8::A', '2001:db8::a'],
  ['2001:0db8:0:0:0:0:0:000a', '2001:db8::a'],
  ['::1', '::1'],
  ['::', '::'],
  ['64:ff9b::203.0.113.7', '64:ff9b::cb00:7107'],
] as const) {
  test(`spells ${spelling} as ${plain}`, () => {
    assert.equal(plainAddress(spelling), plain)
    assert.equal(plainAddress(plain), plain)
  })
}

for (const other of [
  ...['', ' ', 'shop.test', 'localhost', 'constructor', '7', '0x7f000001', '2130706433'],
  ...['256.0.113.7', '203.0.113.300', '203.0.113.1000', '203.0.113', '203.0.113.7.1', '203..113.7', '0xcb.0.113.7'],
  ...['203.0.113.7:443', ' 203.0.113.7', '203.0.113.7 ', '203.0.113.7, 198.51.100.9', '203.0.113.0/24', '203.0.113.*'],
  ...['1:2', ':', ':.', ':::', '1::2::3', '2001:db8::g', '2001:db8::/32', '[2001:db8::7]', '2001:db8::12345'],
  ...['1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8:9', '::ffff:256.0.113.7', '::ffff:203.0.113', 'fe80::1%eth0', 'unix:/sock'],
  // What a URL would take for parts around an address.
  ...['2001:db8::7]/, 198.51.100.9', ':]@x203.0.113.7x/, 198.51.100.9', 'a:b@[2001:db8::7', '2001:db8::7]:80/['],
  ...['2001:db8::\t7', '2001:db8::7\n', '203.0.113.07', '00.0.113.7'],
  ...['::ffff:203.0.113.7, ::1', '2001:db8::7, 2001:db8::8', '[2001:db8::7]:443'],
]) {
  test(`takes ${JSON.stringify(other)} for no address`, () => assert.equal(plainAddress(other), undefined))
}

test('takes what is no text for no address', () => {
  for (const other of [undefined, null, 7, 0x7f000001, {}, ['203.0.113.7'], true]) {
    assert.equal(plainAddress(other), undefined)
  }
})
