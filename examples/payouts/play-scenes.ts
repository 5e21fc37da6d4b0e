import { createClient } from 'cryptomus-kit'
import { createSandbox } from 'cryptomus-kit/sandbox'
import type { Transact } from '../recipes/credit-once.ts'
import type { Database } from './open-database.ts'
import { requestWithdrawal } from './withdrawals.ts'
import type { QueueDesk } from './work-withdrawals.ts'

/** A queue on the stage. */
export interface Stage {
  /** Requests a withdrawal, with its job. Resolves with the id of the row. */
  readonly request: (amount: string, address: string) => Promise<string>
  /** Makes the jobs due that wait, so that nobody has to. */
  readonly hurry: () => Promise<unknown>
  /** Stops the worker. */
  readonly close: () => Promise<unknown>
  /** Adds the jobs of rows that have none. */
  readonly sweep: () => Promise<unknown>
  /** Makes the queue give up the withdrawal that `ask` requests. */
  readonly giveUp: (ask: () => Promise<string>, props: Props) => Promise<string>
}

/** Functions with which a scene makes something happen, or waits for it. */
export interface Props {
  /** Interrupts the worker before its next commits, so many of them: the payout is made, and nothing is written to the row. */
  readonly killWorker: (times: number) => void
  /** Waits until a row is so. */
  readonly until: (id: string, isSo: (row: Row) => boolean) => Promise<void>
}

/** A withdrawal as it is shown. */
export interface Row {
  readonly amount: string
  readonly state: string
  readonly note: string | null
}

/** Plays what can happen to withdrawals through a queue, and prints a line for each scene. */
export async function playScenes(
  { query, transact, store }: Database,
  openStage: (desk: QueueDesk) => Promise<Stage>,
): Promise<void> {
  // The sandbox plays the gateway. In production leave it out: createClient(readEnv(process.env)).
  const sandbox = createSandbox()
  const client = createClient(sandbox.clientOptions)

  let [deaths, skippedMs, lastId, survivors] = [0, 0, 0, 0]
  const now = () => Date.now() + skippedMs
  const transactOrDie: Transact = (run) =>
    transact(async (transaction) => {
      let isMortal = false
      const value = await run({
        query: (text, values) => {
          isMortal ||= Number(values[0]) > survivors
          return transaction.query(text, values)
        },
      })
      if (deaths === 0 || !isMortal) return value
      deaths -= 1
      throw new Error('killed')
    })
  const killWorker = (times: number) => {
    deaths = times
    // Another look at an older row must not take the death of the next one.
    survivors = lastId
  }
  const { request, hurry, sweep, giveUp, close } = await openStage({
    query,
    transact: transactOrDie,
    store,
    client,
    now,
  })

  const read = async (id: string) =>
    (await query('select amount::text, state, note from withdrawals where id = $1', [id])).rows[0] as Row
  let isInHurry = false
  const hurryUp = () => {
    isInHurry = true
    return hurry()
  }
  async function until(id: string, isSo: (row: Row) => boolean) {
    let looks = 0
    for (const end = Date.now() + 30_000; !isSo(await read(id)); looks += 1) {
      // A queue may take back a job a moment after its row was written, and so after it was told to hurry.
      if (isInHurry && looks % 25 === 24) await hurry()
      if (Date.now() > end) throw new Error(`Nothing happened to #${id}: ${JSON.stringify(await read(id))}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  async function show(what: string, id: string, isSo: (row: Row) => boolean) {
    await until(id, isSo)
    isInHurry = false
    const { amount, state, note } = await read(id)
    const [account] = (await query('select balance::text from accounts', [])).rows as readonly { balance: string }[]
    console.log(`${what}: #${id} over ${amount} is ${state} (${note}); balance ${account?.balance}`)
  }
  const is = (state: string) => (row: Row) => row.state === state
  const address = 'TExampleAddressOfACustomer'
  async function ask(amount: string): Promise<string> {
    const id = await request(amount, address)
    lastId = Number(id)
    return id
  }
  /** Ends the payout that was made last, and lets somebody look at it. */
  async function settleLast(status: 'paid' | 'fail') {
    await sandbox.settlePayout((await client.payouts.list()).items[0]?.uuid ?? '', status)
    await hurryUp()
  }

  await query("insert into accounts (id, balance) values ('alice', '100')", [])

  const first = await ask('10')
  await show('sent', first, is('sent'))
  await settleLast('paid')
  await show('paid', first, is('done'))

  sandbox.fault({ kind: 'act-then-drop', operation: 'payouts.create' })
  await show('answer lost', await ask('11'), is('sent'))

  killWorker(1)
  const interrupted = await ask('12')
  while (deaths > 0) await new Promise((resolve) => setTimeout(resolve, 5))
  await show('worker died', interrupted, is('open'))
  await show('next worker', interrupted, is('sent'))

  await show('refused for good', await ask('0.1'), is('returned'))

  sandbox.fault({ kind: 'refuse', operation: 'payouts.create', message: 'Not enough funds' })
  const poor = await ask('13')
  await show('refused for now', poor, ({ note }) => note !== null)
  await hurryUp()
  await show('tried again', poor, is('sent'))

  const failing = await ask('14')
  await until(failing, is('sent'))
  await settleLast('fail')
  await show('failed', failing, is('returned'))

  const message = 'Not enough funds'
  const stopRefusing = sandbox.fault({
    kind: 'refuse',
    operation: 'payouts.create',
    message,
    times: Number.POSITIVE_INFINITY,
  })
  const hopeless = await giveUp(() => ask('16'), { killWorker, until })
  // The network may have made a copy of the request that was refused. Nothing is given back before it can have arrived.
  isInHurry = true
  await show('given up', hopeless, ({ note }) => note?.includes('may still arrive') === true)
  skippedMs = 120_000
  await hurryUp()
  await show('two minutes later', hopeless, is('returned'))
  stopRefusing()

  // Somebody changes a row that was sent. Neither is anything sent, nor anything given back.
  const changed = await ask('15')
  await until(changed, is('sent'))
  await query('update withdrawals set amount = 51 where id = $1', [changed])
  await hurryUp()
  await show('changed', changed, is('stuck'))

  // A row without a job, as a process leaves it that dies between the two, or a queue that has lost the job.
  const lost = await requestWithdrawal(transact, 'alice', '17', address)
  await sweep()
  await show('job lost', lost, is('sent'))

  const { items } = await client.payouts.list()
  const amounts = items.map(({ amount }) => amount).reverse()
  console.log(`${items.length} payouts at the gateway: ${amounts.join(', ')}`)
  await close()
}
