import { createClient, createPayment } from 'cryptomus-kit'
import { createSandbox } from 'cryptomus-kit/sandbox'
import { expect, test, vi } from 'vitest'

const invoice = { amount: '5.00', currency: 'USD', order_id: 'order-1' }

test('vi.spyOn stubs a method of a client, and mockRestore puts it back', async () => {
  const client = createClient(createSandbox().clientOptions)
  const create = vi.spyOn(client.payments, 'create').mockResolvedValue({ uuid: 'fake' })
  expect(await client.payments.create(invoice)).toEqual({ uuid: 'fake' })
  expect(create).toHaveBeenCalledWith(invoice)
  create.mockRestore()
  expect(await client.payments.create(invoice)).toMatchObject(invoice)
})

test('vi.spyOn only watches where no implementation is given', async () => {
  const client = createClient(createSandbox().clientOptions)
  const get = vi.spyOn(client.balance, 'get')
  expect(await client.balance.get()).toHaveLength(1)
  expect(get).toHaveBeenCalledOnce()
})

test('vi.spyOn stubs call, which standalone functions use', async () => {
  const client = createClient(createSandbox().clientOptions)
  vi.spyOn(client, 'call').mockResolvedValue({ uuid: 'fake' })
  expect(await createPayment(client, invoice)).toEqual({ uuid: 'fake' })
})
