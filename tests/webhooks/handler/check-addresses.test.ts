import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cryptomus } from '../../../src/gateways/cryptomus.ts'
import { heleket } from '../../../src/gateways/heleket.ts'
import { checkAddresses } from '../../../src/webhooks/handler/check-addresses.ts'
import { thrown } from '../../tools/thrown.ts'

test('takes the addresses of the gateways, and of both families', () => {
  assert.deepEqual(checkAddresses(cryptomus.webhookIps), cryptomus.webhookIps)
  assert.deepEqual(checkAddresses(heleket.webhookIps), heleket.webhookIps)
  const mixed = ['203.0.113.7', '2001:db8::7', '::1', '::']
  assert.deepEqual(checkAddresses(mixed), mixed)
})

test('spells addresses as those of senders are spelled', () => {
  assert.deepEqual(checkAddresses(['2001:DB8::A', '::ffff:203.0.113.7']), ['2001:db8::a', '203.0.113.7'])
})

test('does not follow the list when somebody changes it later', () => {
  const mine = ['203.0.113.7']
  const checked = checkAddresses(mine)
  mine.push('203.0.113.8')
  assert.deepEqual(checked, ['203.0.113.7'])
})

for (const bad of [
  undefined,
  null,
  true,
  '203.0.113.7',
  {},
  [],
  [''],
  [7],
  [['203.0.113.7']],
  ['203.0.113.0/24'],
  ['2001:db8::/32'],
  ['203.0.113.*'],
  ['203.0.113'],
  ['203.0.113.7:443'],
  ['999.1.1.1'],
  [':.'],
  ['1:2'],
  ['[2001:db8::7]'],
  ['203.0.113.7 '],
  ['203.0.113.7', 'shop.test'],
  ['203.0.113.7,203.0.113.8'],
]) {
  test(`refuses ${JSON.stringify(bad)}`, () => {
    const error = thrown('config', () => checkAddresses(bad))
    assert.equal(error.option, 'allowedIps')
    assert.match(error.message, /list of single IP addresses, such as cryptomus\.webhookIps; ranges are not known/)
  })
}
