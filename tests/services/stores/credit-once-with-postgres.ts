/**
 * A shop that credits its orders in PostgreSQL, once for each payment. Run it with
 * `npx tsx tests/services/stores/credit-once-with-postgres.ts`; PGlite, a PostgreSQL in this process, stands in for yours.
 */
import { PGlite } from '@electric-sql/pglite'
import { createClient, createWebhookHandler, type PaymentEvent, postgresStore, postgresStoreSql } from 'cryptomus-kit'
import { createSandbox } from 'cryptomus-kit/sandbox'
import { creditOnce, creditTables } from '../../../examples/recipes/credit-once.ts'

const database = await PGlite.create()
for (const sql of [...creditTables, postgresStoreSql('cryptomus_store')]) await database.exec(sql)

const sandbox = createSandbox({ deliver: (request) => handle(request) })
const client = createClient(sandbox.clientOptions)

async function credit({ id, uuid, order_id: orderId, payment_amount: amount }: PaymentEvent): Promise<void> {
  if (orderId === null) throw new Error(`Payment ${uuid} belongs to no order.`)
  const credited = await creditOnce((run) => database.transaction(run), { id, uuid, orderId, amount: amount ?? '0' })
  console.log(`${id.replace(uuid, '…')} credits ${credited}`)
}

const handle = createWebhookHandler({
  apiKey: sandbox.clientOptions.apiKey,
  payoutApiKey: sandbox.clientOptions.payoutApiKey,
  confirm: client,
  store: postgresStore(database, { table: 'cryptomus_store' }),
  on: { 'payment.paid': credit, 'payment.paid_over': credit },
})

await database.query('insert into orders (id) values ($1)', ['order-1'])
const payment = await client.payments.create({
  amount: '15',
  currency: 'USDT',
  network: 'tron',
  order_id: 'order-1',
  url_callback: 'https://shop.example/webhooks',
})
await sandbox.pay(payment.uuid, { amount: '5' })
await sandbox.pay(payment.uuid)

const body = sandbox.deliveries.at(-1)?.body ?? ''
const again = Array.from({ length: 100 }, () => handle(new Request('https://shop.example/', { method: 'POST', body })))
const statuses = new Set((await Promise.all(again)).map(({ status }) => status))
console.log(`delivered 100 times more, the answers are ${[...statuses].join(', ')}`)

const { rows } = await database.query<{ paid: string }>('select paid::text from orders')
console.log(`order-1 has been paid ${rows[0]?.paid}`)
await database.close()
