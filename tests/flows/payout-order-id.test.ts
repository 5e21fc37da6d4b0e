import assert from 'node:assert/strict'
import { test } from 'node:test'
import { payoutOrderId } from '../../src/flows/payout-order-id.ts'
import { createPayout } from '../../src/operations/payouts/create-payout.ts'
import { runSchema } from '../../src/schema/standard-schema.ts'
import { withdrawal } from '../support/payout-desk.ts'
import { thrown } from '../support/thrown.ts'

type Parts = Parameters<typeof payoutOrderId>

// Computed with Python: hashlib.sha256(json.dumps(parts, ensure_ascii=False, separators=(',', ':')).encode()).hexdigest()[:32].
const golden: readonly (readonly [id: string, ...parts: Parts])[] = [
  ['18ce88dc0db4ee7c191017b663735611', 'shop', 'withdrawal', 17],
  ['ff79e6583582a4445d69f80c3ecd3034', 17],
  ['aaf6bbeb98093039b1a2e096fb20ae92', 'shop', 17n],
  ['0473ef2dc0d324ab659d3580c1134e9d', 'a', 'b'],
  ['f9ca6d378adafba7c7de88d13d0e9126', 'ab'],
  ['da4f2d52419ca8d3a959c110f3704e6c', 'caf\u00e9'],
  ['631b73ec4aa4279742f5caa4365b5040', 9007199254740993n],
  ['af4f7449261b4cbbc03bc868a9b4fe3f', -5],
  ['a37bbbb0764cc5bf8d8c251cb1c95e3d', -0],
  ['aff2a0387611973d359e99d65ccf8953', '😀'],
  ['e4364ba4f81157b151ee8b30c3a30cbf', 'a"b\\c\n'],
]

for (const [id, ...parts] of golden) {
  const shown = parts.map((part) => (typeof part === 'bigint' ? `${part}n` : JSON.stringify(part))).join(', ')
  test(`payoutOrderId(${shown}) is ${id} for good`, () => assert.equal(payoutOrderId(...(parts as Parts)), id))
}

test('17, 17n and "17" name the same withdrawal', () => {
  assert.equal(payoutOrderId('shop', 17), payoutOrderId('shop', '17'))
  assert.equal(payoutOrderId('shop', 17), payoutOrderId('shop', 17n))
  assert.notEqual(payoutOrderId('shop', 17), payoutOrderId('shop', '017'))
})

test('a name typed on two systems is one name, whichever way its accents are written', () => {
  assert.equal(payoutOrderId('cafe\u0301'), payoutOrderId('caf\u00e9'))
  assert.notEqual(payoutOrderId('cafe'), payoutOrderId('caf\u00e9'))
})

test('parts do not run into each other, and their order counts', () => {
  const ids = [payoutOrderId('a', 'b'), payoutOrderId('b', 'a'), payoutOrderId('ab'), payoutOrderId('a","b')]
  assert.equal(new Set(ids).size, ids.length)
})

test('an id has 32 lower-case hex digits, which the gateway takes and looks up in either case', () => {
  for (let row = 0; row < 200; row++) {
    const id = payoutOrderId('shop', row)
    assert.match(id, /^[0-9a-f]{32}$/)
    assert.ok(!runSchema(createPayout.params, { ...withdrawal, order_id: id }).issues)
  }
})

const refused: readonly (readonly [why: string, parts: readonly unknown[], path: string, message: RegExp])[] = [
  ['no part', [], 'parts', /must name the withdrawal/],
  ['an empty part', ['shop', ''], 'parts.1', /must not be empty/],
  ['a fraction', [1.5], 'parts.0', /whole number/],
  ['a number that has lost digits', [2 ** 53], 'parts.0', /below 2 \*\* 53; pass a string or a bigint/],
  ['no number', [Number.NaN], 'parts.0', /whole number/],
  ['an endless number', [Number.POSITIVE_INFINITY], 'parts.0', /whole number/],
  ['an id that was not read', ['shop', undefined], 'parts.1', /must be a string, a whole number or a bigint/],
  ['null', [null], 'parts.0', /must be a string/],
  ['a list', [['shop', 17]], 'parts.0', /must be a string/],
  ['a date', [new Date(0)], 'parts.0', /must be a string/],
  ['true', [true], 'parts.0', /must be a string/],
  ['half a character', ['\ud800'], 'parts.0', /half a character/],
]

for (const [why, parts, path, message] of refused) {
  test(`refuses ${why}, and says which part it is`, () => {
    const error = thrown('validation', () => payoutOrderId(...(parts as unknown as Parts)))
    assert.equal(error.issues[0]?.path, path)
    assert.match(error.message, message)
  })
}
