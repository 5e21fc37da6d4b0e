import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Pool } from 'pg'
import type { Client } from '../../../../src/client.ts'
import { items } from '../../../../src/operations/paging.ts'

/** Starts one of the programs of this folder in a process of its own. */
export const startProgram = (name: string, ...args: readonly string[]): ChildProcess =>
  fork(fileURLToPath(new URL(`./${name}.ts`, import.meta.url)), args, { execArgv: ['--import', 'tsx'] })

export const countRows = async (pool: Pool, condition: string): Promise<number> =>
  Number((await pool.query(`select count(*) as count from withdrawals where ${condition}`)).rows[0].count)

/** Lets two minutes pass for whatever was sent and not answered, or left by a worker that died in the middle of a request. */
export const passGrace = (pool: Pool) =>
  pool.query(`
    update cryptomus_store set value = (value::jsonb || jsonb_strip_nulls(jsonb_build_object(
      'sentAt', (value::jsonb ->> 'sentAt')::numeric - 120000,
      'unansweredAt', (value::jsonb ->> 'unansweredAt')::numeric - 120000)))::text
      where value::jsonb ->> 'state' in ('sending', 'open');
    update withdrawals set due_at = now() where state = 'open'`)

/** Reads the order_id of every payout that the gateway holds. */
export async function ledgerOf(client: Client): Promise<readonly string[]> {
  const found: string[] = []
  for await (const { order_id: orderId } of items(client.payouts.list)) found.push(String(orderId))
  return found
}

/** What the demo of every queue prints first, and that of the loop without one. */
export const commonScenes: readonly RegExp[] = [
  /^sent: #1 over 10 is sent \(.*\); balance 90$/m,
  /^paid: #1 over 10 is done \(.*\); balance 90$/m,
  /^answer lost: #2 over 11 is sent \(.*\); balance 79$/m,
  /^worker died: #3 over 12 is open \(null\); balance 67$/m,
  /^next worker: #3 over 12 is sent \(.*\); balance 67$/m,
  /^refused for good: #4 over 0\.1 is returned \(amount_limit\); balance 67\.0$/m,
  /^refused for now: #5 over 13 is open \(.*not_enough_funds.*\); balance 54\.0$/m,
  /^tried again: #5 over 13 is sent \(.*\); balance 54\.0$/m,
  /^failed: #6 over 14 is returned \(fail\); balance 54\.0$/m,
]
