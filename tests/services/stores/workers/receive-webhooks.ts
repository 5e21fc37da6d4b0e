import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { toNodeListener } from '../../../../src/webhooks/adapters/node-listener.ts'
import { createWebhookHandler } from '../../../../src/webhooks/handler/create-webhook-handler.ts'
import { payment, paymentKey } from '../../../support/webhooks.ts'
import { openStore } from './open-store.ts'

// One of several processes that receive webhooks with the store at the address it is given. Tells its parent its port.

const { store, act } = await openStore(process.argv[2] ?? '')
const handle = createWebhookHandler({
  apiKey: paymentKey,
  confirm: {
    payments: { get: async ({ uuid }) => ({ ...payment, uuid, payment_status: 'paid' }) as never },
    payouts: { get: () => Promise.reject(new Error('no payouts here')) },
  },
  store,
  on: { 'payment.paid': ({ uuid }) => act(uuid) },
})

const server = createServer(toNodeListener(handle))
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
process.on('disconnect', () => process.exit())
