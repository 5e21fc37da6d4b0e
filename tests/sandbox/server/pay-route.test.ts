import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CreatePaymentParams } from '../../../src/operations/payments/create-payment.ts'
import { answerPayPage } from '../../../src/sandbox/server/pay-route.ts'
import { readPaymentFrom } from '../../../src/sandbox/server/read-payment.ts'
import { fixedInvoice, openSandbox } from '../../tools/sandbox.ts'

async function openPage(params: Partial<CreatePaymentParams> = {}) {
  const { sandbox, client } = openSandbox()
  const { uuid } = await client.payments.create({ ...fixedInvoice, ...params })
  const read = readPaymentFrom(sandbox, 'http://127.0.0.1:4000')
  const visit = (method: string, body = '') => answerPayPage(sandbox, read, { method, uuid, body })
  const stands = async () => {
    const { payment_status, payment_amount } = await client.payments.get({ uuid })
    return [payment_status, payment_amount]
  }
  return { sandbox, uuid, visit, stands, read }
}

test('GET shows the invoice and pays nothing', async () => {
  const { visit, stands } = await openPage()
  const { status, html } = await visit('GET', 'how=exact')
  assert.equal(status, 200)
  assert.match(html ?? '', /20 USDT/)
  assert.deepEqual(await stands(), ['check', null])
})

const buttons: readonly (readonly [body: string, status: string, amount: string])[] = [
  ['how=exact', 'paid', '20.00000000'],
  ['how=half', 'wrong_amount_waiting', '10.00000000'],
  ['how=double', 'paid_over', '40.00000000'],
  ['', 'paid', '20.00000000'],
]

for (const [body, status, amount] of buttons) {
  test(`POST with ${body || 'nothing'} makes it ${status}, and leads back to the page`, async () => {
    const { visit, stands, uuid } = await openPage()
    assert.deepEqual(await visit('POST', body), { status: 303, location: `/pay/${uuid}` })
    assert.deepEqual(await stands(), [status, amount])
  })
}

test('half is half of what is still missing', async () => {
  const { visit, stands } = await openPage()
  await visit('POST', 'how=half')
  await visit('POST', 'how=half')
  assert.deepEqual(await stands(), ['wrong_amount_waiting', '15.00000000'])
  await visit('POST', 'how=exact')
  assert.deepEqual(await stands(), ['paid', '20.00000000'])
})

test('half of an invoice in dollars is half of what is owed in the coin', async () => {
  const { visit, stands } = await openPage({ amount: '60', currency: 'USD', network: undefined, to_currency: 'BTC' })
  await visit('POST', 'how=half')
  assert.deepEqual(await stands(), ['wrong_amount_waiting', '0.00050000'])
})

test('to pay what is final changes nothing, and leads back to the page', async () => {
  const { visit, stands } = await openPage()
  await visit('POST', 'how=exact')
  assert.equal((await visit('POST', 'how=exact')).status, 303)
  assert.deepEqual(await stands(), ['paid', '20.00000000'])
})

test('a sandbox behind a wrapper of its own is paid in the currency of the invoice', async () => {
  const { sandbox, uuid, stands, read } = await openPage()
  // A copy has the public face and no back door.
  await answerPayPage({ ...sandbox }, read, { method: 'POST', uuid, body: 'how=half' })
  assert.deepEqual(await stands(), ['wrong_amount_waiting', '10.00000000'])
})

test('what goes wrong beside the payment is not hidden', async () => {
  const { sandbox, uuid, read } = await openPage()
  const broken = { ...sandbox, pay: () => Promise.reject(new Error('broken')) }
  await assert.rejects(answerPayPage(broken, read, { method: 'POST', uuid, body: '' }), /broken/)
})

test('an unknown invoice is a 404', async () => {
  const { sandbox, read } = await openPage()
  const { status } = await answerPayPage(sandbox, read, { method: 'POST', uuid: 'nobody', body: '' })
  assert.equal(status, 404)
})
