import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createInvoice } from '../../../src/sandbox/invoices/create-invoice.ts'
import { expireInvoice } from '../../../src/sandbox/invoices/expire-invoice.ts'
import { payInvoice } from '../../../src/sandbox/invoices/lifecycle.ts'
import { toUnits } from '../../../src/sandbox/world/units.ts'
import { fixedInvoice, openSandbox, openWorld, statusesTold } from '../../tools/sandbox.ts'

test('an invoice that nobody paid is cancelled when its time is up, and not before', async () => {
  const { sandbox, client } = openSandbox()
  const { uuid } = await client.payments.create(fixedInvoice)
  await sandbox.advance(3_600_000 - 1)
  assert.equal((await client.payments.get({ uuid })).payment_status, 'check')
  await sandbox.advance(1)
  const { payment_status, is_final, updated_at } = await client.payments.get({ uuid })
  assert.deepEqual([payment_status, is_final, updated_at], ['cancel', true, '2026-05-01T11:00:00+03:00'])
  assert.deepEqual(statusesTold(sandbox), ['cancel'])
})

test('an underpaid invoice ends as wrong_amount, and what was paid is credited', () => {
  const world = openWorld()
  createInvoice(world, fixedInvoice, 'https://pay.test')
  const [uuid = ''] = world.invoices.keys()
  payInvoice(world, uuid, { amount: '10' })
  const before = world.ledger.balanceOf('merchant', 'USDT')
  assert.equal(world.ledger.balanceOf('held', 'USDT'), toUnits('10'))
  expireInvoice(world, world.invoices.get(uuid) ?? assert.fail())
  const { status, isFinal } = world.invoices.get(uuid) ?? assert.fail()
  assert.deepEqual([status, isFinal], ['wrong_amount', true])
  assert.equal(world.ledger.balanceOf('merchant', 'USDT') - before, toUnits('9.8'))
  assert.equal(world.ledger.balanceOf('held', 'USDT'), 0n)
})
