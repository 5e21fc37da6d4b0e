/**
 * A shop that credits its orders in PostgreSQL, once for each payment. Run it with
 * `npx tsx tests/services/stores/credit-once-with-postgres.ts`; PGlite, a PostgreSQL in this process, stands in for yours.
 */
import { PGlite } from '@electric-sql/pglite'
import { createClient, createWebhookHandler, type PaymentEvent, postgresStore, postgresStoreSql } from 'cryptomus-kit'
import { createSandbox } from 'cryptomus-kit/sandbox'
import { creditHandlers, creditOnce, creditTables } from '../../../examples/recipes/credit-once.ts'

const database = await PGlite.create()
for (const sql of [...creditTables, postgresStoreSql('cryptomus_store')]) await database.exec(sql)

const sandbox = createSandbox({ deliver: (request) => handle(request) })
const client = createClient(sandbox.clientOptions)
const transact: Parameters<typeof creditOnce>[0] = (run) => database.transaction(run)

async function credit(event: PaymentEvent): Promise<void> {
  console.log(`${event.status} credits ${await creditOnce(transact, event)} ${event.currency}`)
}

const handle = createWebhookHandler({
  ...sandbox.clientOptions,
  confirm: client,
  store: postgresStore(database, { table: 'cryptomus_store' }),
  expected: async ({ order_id }) => {
    const { rows } = await database.query<{ currency: string }>('select currency from orders where id = $1', [order_id])
    return rows[0] && { amount: '15', currency: rows[0].currency }
  },
  on: {
    ...creditHandlers(transact),
    'payment.paid': credit,
    'payment.paid_over': credit,
    'payment.mismatch': (event, { mismatch }) => console.error(event.order_id, mismatch),
  },
})

await database.query('insert into orders (id, currency) values ($1, $2)', ['order-1', 'USD'])
const payment = await client.payments.create({
  amount: '15',
  currency: 'USD',
  to_currency: 'USDT',
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

const orders = await database.query<{ paid: string }>('select paid::text from orders')
console.log(`order-1 has been paid ${orders.rows[0]?.paid} USD`)
const ledger = await database.query<{ amount: string; currency: string }>(
  `select amount::text, currency from ledger where kind = 'received'`,
)
for (const { amount, currency } of ledger.rows) console.log(`received ${amount} ${currency}`)
await database.close()
