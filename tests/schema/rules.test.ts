import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atMostOne, exactlyOne, together } from '../../src/schema/rules.ts'

const both = (first: string, second: string) => ({
  path: second,
  message: `must not be given together with ${first}; keep one of them`,
})

for (const [name, rule] of Object.entries({ atMostOne, exactlyOne })) {
  test(`${name} is content with either of two`, () => {
    assert.equal(rule('uuid', 'order_id')({ uuid: 'u' }), undefined)
    assert.equal(rule('uuid', 'order_id')({ order_id: 'o', uuid: undefined }), undefined)
  })

  test(`${name} refuses both, because endpoints disagree about which one wins`, () => {
    assert.deepEqual(rule('uuid', 'order_id')({ order_id: 'o', uuid: 'u' }), both('uuid', 'order_id'))
  })

  test(`${name} counts what is given, fit or not`, () => {
    assert.deepEqual(rule('uuid', 'order_id')({ uuid: null, order_id: '' }), both('uuid', 'order_id'))
  })

  test(`${name} of three refuses any two, and names the first two of three`, () => {
    const ofThree = rule('uuid', 'order_id', 'txid')
    for (const given of ['uuid', 'order_id', 'txid']) assert.equal(ofThree({ [given]: 'x' }), undefined)
    assert.deepEqual(ofThree({ txid: 't', uuid: 'u' }), both('uuid', 'txid'))
    assert.deepEqual(ofThree({ order_id: 'o', txid: 't' }), both('order_id', 'txid'))
    assert.deepEqual(ofThree({ uuid: 'u', order_id: 'o', txid: 't' }), both('uuid', 'order_id'))
  })
}

test('atMostOne is content with none', () => {
  assert.equal(atMostOne('uuid', 'order_id')({}), undefined)
  assert.equal(atMostOne('uuid', 'order_id')({ uuid: undefined, other: 1 }), undefined)
})

test('exactlyOne asks for one when there is none, and names them all', () => {
  const none = { uuid: undefined, other: 1 }
  assert.deepEqual(exactlyOne('uuid', 'order_id')(none), { path: 'uuid', message: 'or order_id is required' })
  assert.deepEqual(exactlyOne('uuid', 'order_id', 'txid')(none), {
    path: 'uuid',
    message: 'or order_id or txid is required',
  })
})

const pair = together('discount_days', 'discount_amount')

test('together is content with both and with none', () => {
  assert.equal(pair({}), undefined)
  assert.equal(pair({ discount_days: undefined, discount_amount: undefined }), undefined)
  assert.equal(pair({ discount_days: 30, discount_amount: '5' }), undefined)
})

test('together asks for the one that is missing', () => {
  assert.deepEqual(pair({ discount_days: 30 }), {
    path: 'discount_amount',
    message: 'is required together with discount_days',
  })
  assert.deepEqual(pair({ discount_days: undefined, discount_amount: '5' }), {
    path: 'discount_days',
    message: 'is required together with discount_amount',
  })
})
