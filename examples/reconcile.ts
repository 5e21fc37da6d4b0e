/**
 * A job for a cron table: it finds records whose webhook did not arrive, and runs the same handlers for them.
 *
 * Run it with `npx tsx examples/reconcile.ts`. A sandbox plays the gateway, and the shop's endpoint is down for a day.
 */
import {
  type Caller,
  createClient,
  createWebhookHandler,
  memoryStore,
  reconcilePayments,
  reconcilePayouts,
  type WebhookHandle,
} from 'cryptomus-kit'
import { createSandbox } from 'cryptomus-kit/sandbox'

/** Checks everything that was created in the last `days`. Resolves with the number of records by result. */
export async function reconcileDays(client: Caller, handle: WebhookHandle, days: number, now = Date.now()) {
  // The lists know only the time of creation. An invoice lives for hours, a refund may come days later.
  const since = new Date(now - days * 24 * 3_600_000)
  const found = new Map<string, number>()
  for (const walk of [reconcilePayments, reconcilePayouts]) {
    for await (const { record, report } of walk(client, handle, { since })) {
      found.set(report.result, (found.get(report.result) ?? 0) + 1)
      // A handler failed, or the record could not be read. The next run tries again; somebody should know of it.
      if (report.error !== undefined) console.error(`${record.uuid}: ${report.result}`, report.error)
    }
  }
  return found
}

const credited: string[] = []
let isDown = false

const sandbox = createSandbox({
  deliver: (request) => (isDown ? new Response('down', { status: 502 }) : handle(request)),
})
const client = createClient(sandbox.clientOptions)
const handle = createWebhookHandler({
  ...sandbox.clientOptions,
  confirm: client,
  // A store that outlives the process, in production: what it forgets would be credited again.
  store: memoryStore(),
  on: { 'payment.paid': ({ order_id }) => void credited.push(order_id) },
})

const url_callback = 'https://shop.example/webhooks'
for (let order = 1; order <= 30; order++) {
  const { uuid } = await client.payments.create({
    amount: '10',
    currency: 'USDT',
    network: 'tron',
    order_id: `order-${order}`,
    url_callback,
  })
  isDown = order > 10
  if (order <= 25) await sandbox.pay(uuid)
}
await sandbox.advance(24 * 3_600_000)
const show = (found: ReadonlyMap<string, number>) =>
  [...found].map(([result, count]) => `${count} ${result}`).join(', ')

console.log(`webhooks credited ${credited.length}`)
console.log(`first run: ${show(await reconcileDays(client, handle, 3))}`)
console.log(`credited ${credited.length}, each once: ${new Set(credited).size === credited.length}`)
console.log(`second run: ${show(await reconcileDays(client, handle, 3))}`)
console.log(`credited ${credited.length}`)
