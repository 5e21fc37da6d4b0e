import assert from 'node:assert/strict'
import { test } from 'node:test'
import { groups } from '../../../src/operations/groups.ts'
import { createFieldTable } from '../../../src/sandbox/requests/fields.ts'
import { readWire } from '../../../src/sandbox/wire.ts'
import { ask, fixedInvoice, fixedPayout, fixedWallet, openSandbox } from '../../support/sandbox.ts'

const fieldsOf = createFieldTable(readWire({}, 'cryptomus'))

test('every param of every operation has a reader, and is required as the declaration says', () => {
  for (const [group, members] of Object.entries(groups)) {
    for (const [member, operation] of Object.entries(members)) {
      const declared = operation as unknown as { id: string; params: { entries: Readonly<Record<string, object>> } }
      const fields = fieldsOf(declared)
      assert.deepEqual(
        fields.map(({ name }) => name),
        Object.keys(declared.params.entries),
        `${group}.${member}`,
      )
      for (const { name, read } of fields) assert.equal(typeof read, 'function', `${group}.${member} ${name}`)
    }
  }
  const required = fieldsOf(groups.payments.create).filter(({ isRequired }) => isRequired)
  assert.deepEqual(
    required.map(({ name }) => name),
    ['amount', 'currency', 'order_id'],
  )
})

/** The result of a request that must be taken. */
async function taken(path: string, body: unknown, gateway?: 'heleket') {
  const { status, json } = await ask(openSandbox({ gateway }).sandbox, path, body)
  assert.equal(status, 200, JSON.stringify(json))
  return json.result
}

/** The errors of a request that must be refused. */
async function refused(path: string, body: unknown) {
  const { status, json } = await ask(openSandbox().sandbox, path, body)
  assert.equal(status, 422, JSON.stringify(json))
  return json.errors
}

test('an invoice in the spelling of PHP is the invoice in the spelling of the documentation', async () => {
  const strict = {
    ...fixedInvoice,
    lifetime: 7200,
    subtract: 100,
    is_payment_multiple: false,
    accuracy_payment_percent: 2.5,
  }
  const lenient = {
    ...{ ...fixedInvoice, amount: 20, order_id: ' order-1 ' },
    ...{ lifetime: '7200', subtract: '100', is_payment_multiple: '0', accuracy_payment_percent: '2.5' },
    ...{ url_return: '', url_success: null, to_currency: null, currencies: [], except_currencies: null },
    ...{ is_refresh: 'false', additional_data: '  ', unknown: { of: 'nothing' } },
  }
  assert.deepEqual(await taken('/v1/payment', lenient), await taken('/v1/payment', strict))
})

test('a payout takes flags in every spelling, and refuses what is none', async () => {
  for (const is_subtract of [true, 1, '1', 'true', 'True']) {
    assert.equal((await taken('/v1/payout', { ...fixedPayout, is_subtract })).payer_amount, 100)
  }
  for (const is_subtract of [false, 0, '0', 'false']) {
    assert.equal((await taken('/v1/payout', { ...fixedPayout, is_subtract })).payer_amount, 98)
  }
  const errors = { is_subtract: ['validation.boolean'] }
  for (const is_subtract of ['yes', 2, []]) {
    assert.deepEqual(await refused('/v1/payout', { ...fixedPayout, is_subtract }), errors)
  }
})

const orderIds: readonly (readonly [path: string, body: object, most: number])[] = [
  ['/v1/payment', fixedInvoice, 128],
  ['/v1/payout', fixedPayout, 100],
  ['/v1/wallet', fixedWallet, 100],
]

for (const [path, body, most] of orderIds) {
  test(`an order_id of ${path} has 1 to ${most} letters, digits, _ and - of every script`, async () => {
    for (const order_id of ['1', 'x'.repeat(most), 'заказ_1', '注文-1', 7]) {
      await taken(path, { ...body, order_id })
    }
    assert.deepEqual(await refused(path, { ...body, order_id: 'x'.repeat(most + 1) }), {
      order_id: ['validation.max.string'],
    })
    assert.deepEqual(await refused(path, { ...body, order_id: 'a b' }), { order_id: ['validation.alpha_dash'] })
    assert.deepEqual(await refused(path, { ...body, order_id: ' ' }), { order_id: ['validation.required'] })
  })
}

test('dates of a list that are none break a pattern', async () => {
  for (const date_from of ['yesterday', '2026-05-01', '2026-05-01T10:00:00', '01.05.2026 10:00:00']) {
    assert.deepEqual(await refused('/v1/payment/list', { date_from }), { date_from: ['validation.regex'] })
  }
  await taken('/v1/payment/list', { date_from: '2026-05-01 9:00:00', date_to: '' })
})

test('the names that the gateways’ own kits send are taken for the documented ones, which win', async () => {
  const { sandbox, client } = openSandbox()
  const { uuid } = await client.wallets.create(fixedWallet)
  const qr = await ask(sandbox, '/v1/wallet/qr', { merchant_payment_uuid: uuid })
  assert.match(qr.json.result.image, /^data:image\/png/)
  const both = await ask(sandbox, '/v1/wallet/qr', { merchant_payment_uuid: uuid, wallet_address_uuid: 'nobody' })
  assert.equal(both.json.state, 1)
  await ask(sandbox, '/v1/wallet/block-address', { uuid, is_refund: '1' })
  await sandbox.deposit(uuid, { amount: '7' })
  const refund = await ask(sandbox, '/v1/wallet/blocked-address-refund', { uuid, address: 'TXnobody00000' })
  assert.equal(refund.json.message, 'You can withdraw only once')
})
