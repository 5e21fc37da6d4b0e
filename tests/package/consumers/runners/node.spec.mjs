import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { createClient, createPayment } from 'cryptomus-kit'
import { createSandbox } from 'cryptomus-kit/sandbox'

const invoice = { amount: '5.00', currency: 'USD', order_id: 'order-1' }

test('mock.method stubs a method of a client, and restore puts it back', async () => {
  const client = createClient(createSandbox().clientOptions)
  const create = mock.method(client.payments, 'create', async () => ({ uuid: 'fake' }))
  assert.deepEqual(await client.payments.create(invoice), { uuid: 'fake' })
  assert.deepEqual(create.mock.calls[0].arguments, [invoice])
  create.mock.restore()
  assert.equal((await client.payments.create(invoice)).order_id, 'order-1')
})

test('mock.method stubs call, which standalone functions use', async (t) => {
  const client = createClient(createSandbox().clientOptions)
  t.mock.method(client, 'call', async () => ({ uuid: 'fake' }))
  assert.deepEqual(await createPayment(client, invoice), { uuid: 'fake' })
})
