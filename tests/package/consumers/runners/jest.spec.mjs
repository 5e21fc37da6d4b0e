import { afterEach, expect, jest, test } from '@jest/globals'
import { createClient, createPayment } from 'cryptomus-kit'
import { createSandbox } from 'cryptomus-kit/sandbox'

const invoice = { amount: '5.00', currency: 'USD', order_id: 'order-1' }

afterEach(() => jest.restoreAllMocks())

test('jest.spyOn stubs a method of a client, and mockRestore puts it back', async () => {
  const client = createClient(createSandbox().clientOptions)
  const create = jest.spyOn(client.payments, 'create').mockResolvedValue({ uuid: 'fake' })
  expect(await client.payments.create(invoice)).toEqual({ uuid: 'fake' })
  expect(create).toHaveBeenCalledWith(invoice)
  create.mockRestore()
  expect(await client.payments.create(invoice)).toMatchObject(invoice)
})

test('jest.spyOn stubs call, which standalone functions use', async () => {
  const client = createClient(createSandbox().clientOptions)
  jest.spyOn(client, 'call').mockResolvedValue({ uuid: 'fake' })
  expect(await createPayment(client, invoice)).toEqual({ uuid: 'fake' })
})

test('jest.replaceProperty replaces a group', async () => {
  const client = createClient(createSandbox().clientOptions)
  const { balance } = client
  const replaced = jest.replaceProperty(client, 'balance', { get: async () => [] })
  expect(await client.balance.get()).toEqual([])
  replaced.restore()
  expect(client.balance).toBe(balance)
})
