import assert from 'node:assert/strict'
import { test } from 'node:test'
import { qrImage } from '../../../src/sandbox/world/qr-image.ts'
import { rejected } from '../../tools/rejected.ts'
import { fixedInvoice, openSandbox } from '../../tools/sandbox.ts'

test('shows the address of an invoice', async () => {
  const { client } = openSandbox()
  const { uuid, address } = await client.payments.create(fixedInvoice)
  const { image } = await client.payments.createQr({ merchant_payment_uuid: uuid })
  assert.equal(image, qrImage(address ?? ''))
})

test('an invoice without an address is refused', async () => {
  const { client } = openSandbox()
  const { uuid } = await client.payments.create({ amount: '5', currency: 'USD', order_id: 'order-1' })
  const error = await rejected('api', client.payments.createQr({ merchant_payment_uuid: uuid }))
  assert.deepEqual([error.status, error.gatewayMessage], [422, 'Address not found'])
})

test('an invoice that does not exist is refused, as wire.notFoundStatus says', async () => {
  const { client } = openSandbox({ wire: { notFoundStatus: 404 } })
  const error = await rejected('api', client.payments.createQr({ merchant_payment_uuid: 'nobody' }))
  assert.deepEqual([error.status, error.gatewayMessage], [404, 'Payment not found'])
})
