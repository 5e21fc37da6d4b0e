import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rejected } from '../../tools/rejected.ts'
import { ask, fixedInvoice, openSandbox, startAt, statusesTold, toldBy } from '../../tools/sandbox.ts'
import { openWallet } from '../../tools/wallets.ts'

async function openInvoice(params = {}) {
  const { sandbox, client } = openSandbox()
  const { uuid } = await client.payments.create({ ...fixedInvoice, ...params })
  const refusal = async () => {
    const { status, gatewayMessage } = await rejected('api', client.payments.resendWebhook({ uuid }))
    return [status, gatewayMessage]
  }
  return { sandbox, client, uuid, refusal }
}

test('the last webhook of a paid invoice is sent again, byte for byte', async () => {
  const { sandbox, client, uuid } = await openInvoice()
  await sandbox.pay(uuid)
  const before = await client.payments.get({ uuid })
  await sandbox.advance(5000)
  assert.deepEqual(await client.payments.resendWebhook({ uuid }), [])
  const [first, second] = sandbox.deliveries
  assert.equal(second?.body, first?.body)
  assert.equal(second?.at, startAt + 5000)
  assert.deepEqual(await client.payments.get({ uuid }), before)
})

test('an invoice is named by uuid, order_id or txid', async () => {
  const { sandbox, client, uuid } = await openInvoice()
  await sandbox.pay(uuid, { txid: 'tx/1' })
  await client.payments.resendWebhook({ uuid })
  await client.payments.resendWebhook({ order_id: 'order-1' })
  await client.payments.resendWebhook({ txid: 'tx/1' })
  assert.deepEqual(statusesTold(sandbox), ['paid', 'paid', 'paid', 'paid'])
})

test('order_id wins where several are given', async () => {
  const { sandbox, client, uuid } = await openInvoice()
  const other = await client.payments.create({ ...fixedInvoice, order_id: 'order-2' })
  await sandbox.pay(uuid, { txid: 'tx-1' })
  await sandbox.pay(other.uuid)
  await ask(sandbox, '/v2/payment/resend', { uuid, order_id: 'order-2', txid: 'tx-1' })
  assert.equal(toldBy(sandbox)[2].uuid, other.uuid)
})

test('the txid names a single top-up of a static wallet', async () => {
  const { sandbox, client, uuid } = await openWallet()
  await sandbox.deposit(uuid, { amount: '1', txid: 'tx-1' })
  await sandbox.deposit(uuid, { amount: '2', txid: 'tx-2' })
  await client.payments.resendWebhook({ txid: 'tx-1' })
  const [first, , again] = toldBy(sandbox)
  assert.deepEqual(again, first)
  assert.equal(again.type, 'wallet')
})

test('it works ten times', async () => {
  const { sandbox, client, uuid, refusal } = await openInvoice()
  await sandbox.pay(uuid)
  for (let count = 0; count < 10; count += 1) await client.payments.resendWebhook({ uuid })
  assert.deepEqual(await refusal(), [422, 'Too much resend'])
  assert.equal(sandbox.deliveries.length, 11)
})

test('paid too much and ended underpaid are told again, too', async () => {
  const over = await openInvoice()
  await over.sandbox.pay(over.uuid, { amount: '25' })
  await over.client.payments.resendWebhook({ uuid: over.uuid })
  assert.deepEqual(statusesTold(over.sandbox), ['paid_over', 'paid_over'])
  const under = await openInvoice({ is_payment_multiple: false })
  await under.sandbox.pay(under.uuid, { amount: '5' })
  await under.client.payments.resendWebhook({ uuid: under.uuid })
  assert.deepEqual(statusesTold(under.sandbox), ['wrong_amount', 'wrong_amount'])
})

test('what is not finished, was never paid or is refunded is not found', async () => {
  const { sandbox, client, uuid, refusal } = await openInvoice()
  const expected = [422, 'Payment not found']
  assert.deepEqual(await refusal(), expected)
  await sandbox.pay(uuid, { amount: '5' })
  assert.deepEqual(await refusal(), expected)
  await sandbox.pay(uuid)
  await client.payments.refund({ uuid, address: 'TXpayer000000', is_subtract: true })
  assert.deepEqual(await refusal(), expected)
  const expired = await openInvoice()
  await expired.sandbox.advance(3_600_000)
  assert.deepEqual(await expired.refusal(), expected)
})

test('what does not exist is not found', async () => {
  const { client } = await openInvoice()
  for (const named of [{ uuid: 'nobody' }, { txid: 'nothing' }]) {
    const error = await rejected('api', client.payments.resendWebhook(named))
    assert.deepEqual([error.status, error.gatewayMessage], [422, 'Payment not found'])
  }
})

test('without a url_callback there is no notification', async () => {
  const { sandbox, uuid, refusal } = await openInvoice({ url_callback: undefined })
  await sandbox.pay(uuid)
  assert.deepEqual(await refusal(), [422, 'Notification not found'])
})

test('a payment must be named', async () => {
  const { status, json } = await ask(openSandbox().sandbox, '/v2/payment/resend', {})
  const missing = ['validation.required_without_all']
  assert.deepEqual([status, json], [422, { state: 1, errors: { uuid: missing, order_id: missing, txid: missing } }])
})
