import assert from 'node:assert/strict'
import { test } from 'node:test'
import { amlLinks } from '../../src/sandbox/catalogue.ts'
import { createInvoice } from '../../src/sandbox/invoices/create-invoice.ts'
import { rejected } from '../tools/rejected.ts'
import { ask, fixedInvoice, openSandbox, openWorld } from '../tools/sandbox.ts'

test('a locked payment has one link, the same at every look', () => {
  const world = openWorld({ gateway: 'heleket' })
  const { payUrl } = world.gateway
  createInvoice(world, fixedInvoice, payUrl)
  const [invoice = assert.fail()] = world.invoices.values()
  world.invoices.set(invoice.uuid, { ...invoice, status: 'locked' })
  const expected = {
    link: `https://pay.heleket.com/aml/${invoice.uuid}`,
    expired_at: '2026-05-02T07:00:00.000Z',
    status: 'init',
  }
  assert.deepEqual(amlLinks.list(world, { uuid: invoice.uuid }, { payUrl }).body, { state: 0, result: [expected] })
  world.clock.now += 60_000
  assert.deepEqual(amlLinks.list(world, { order_id: 'order-1' }, { payUrl }).body, { state: 0, result: [expected] })
})

test('any other payment has none', async () => {
  const { sandbox, client } = openSandbox({ gateway: 'heleket' })
  const { uuid } = await client.payments.create(fixedInvoice)
  assert.deepEqual(await client.amlLinks.list({ uuid }), [])
  await sandbox.pay(uuid)
  assert.deepEqual(await client.amlLinks.list({ order_id: 'order-1' }), [])
})

test('a payment that does not exist is what payments.get says', async () => {
  for (const notFoundStatus of [422, 404]) {
    const { client } = openSandbox({ gateway: 'heleket', wire: { notFoundStatus } })
    const errors = [
      await rejected('api', client.amlLinks.list({ uuid: 'nobody' })),
      await rejected('api', client.payments.get({ uuid: 'nobody' })),
    ]
    for (const { status, gatewayMessage } of errors) {
      assert.deepEqual([status, gatewayMessage], [notFoundStatus, 'Payment not found'])
    }
  }
})

test('cryptomus has no such links', async () => {
  assert.equal((await ask(openSandbox().sandbox, '/v1/payment/aml-links', { uuid: 'any' })).status, 404)
})
