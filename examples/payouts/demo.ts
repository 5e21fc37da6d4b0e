/**
 * Sends withdrawals from a table through everything that can happen to them. Run `npm install` in the repository and in this
 * folder, and `npm start` here. It needs no keys, and no database either: PGlite is a PostgreSQL in this process. `DATABASE_URL`
 * names a real one.
 */
import { createClient } from 'cryptomus-kit'
import { createSandbox } from 'cryptomus-kit/sandbox'
import type { Transact } from '../recipes/credit-once.ts'
import { openDatabase } from './open-database.ts'
import { sendNext, sendWithdrawals } from './send-withdrawals.ts'
import { requestWithdrawal } from './withdrawals.ts'

const database = await openDatabase(process.env.DATABASE_URL)
const { transact, query, store } = database

// The sandbox plays the gateway. In production leave it out: createClient(readEnv(process.env)).
const sandbox = createSandbox()
const client = createClient(sandbox.clientOptions)
const desk = { transact, client, store }

/** Makes the rows due that wait, so that nobody has to. */
const skipTime = () => query("update withdrawals set due_at = now() where state in ('open', 'sent')", [])
const ask = (amount: string) => requestWithdrawal(transact, 'alice', amount, 'TExampleAddressOfACustomer')

async function show(what: string) {
  const { rows } = await query(
    'select id::text, amount::text, state, note from withdrawals order by withdrawals.id',
    [],
  )
  const last = (rows as readonly { id: string; amount: string; state: string; note: string | null }[]).at(-1)
  const [account] = (await query('select balance::text from accounts', [])).rows as readonly { balance: string }[]
  console.log(
    `${what}: #${last?.id} over ${last?.amount} is ${last?.state} (${last?.note}); balance ${account?.balance}`,
  )
}

/** Returns the gateway's id of the payout that was made last. */
const lastPayout = async () => (await client.payouts.list()).items[0]?.uuid ?? ''

await query("insert into accounts (id, balance) values ('alice', '100')", [])

await ask('10')
await sendNext(desk)
await show('sent')
await sandbox.settlePayout(await lastPayout(), 'paid')
await skipTime()
await sendNext(desk)
await show('paid')

// The gateway makes the payout, and its answer never arrives.
await ask('11')
sandbox.fault({ kind: 'act-then-drop', operation: 'payouts.create' })
await sendNext(desk)
await show('answer lost')

// The worker dies when the payout is made and its row is not written yet: the transaction is undone, the store remembers.
const dying: Transact = (run) =>
  transact(async (transaction) => {
    await run(transaction)
    throw new Error('killed')
  })
await ask('12')
await sendNext({ ...desk, transact: dying }).catch(() => {})
await show('worker died')
await sendNext(desk)
await show('next worker')

await ask('0.1')
await sendNext(desk)
await show('refused for good')

await ask('13')
sandbox.fault({ kind: 'refuse', operation: 'payouts.create', message: 'Not enough funds' })
await sendNext(desk)
await show('refused for now')
await skipTime()
await sendWithdrawals(desk)
await show('tried again')

await ask('14')
await sendNext(desk)
await sandbox.settlePayout(await lastPayout(), 'fail')
await skipTime()
await sendWithdrawals(desk, 1)
await show('failed')

// Somebody has changed a row that was sent. Neither is anything sent, nor anything given back.
await ask('15')
await sendNext(desk)
await query("update withdrawals set amount = 51, due_at = now() where amount = '15'", [])
await sendNext(desk)
await show('changed')

const { items } = await client.payouts.list()
console.log(
  `${items.length} payouts at the gateway: ${items
    .map(({ amount }) => amount)
    .reverse()
    .join(', ')}`,
)
await database.close()
