import { sendPayouts } from '../../src/flows/send-payouts.ts'
import type { PayoutRow, SendPayoutsOptions } from '../../src/flows/types.ts'
import { type openPayoutDesk, withdrawal } from './payout-desk.ts'

type Desk = ReturnType<typeof openPayoutDesk>

/** What `sendPayouts` takes. */
export type Source = Parameters<typeof sendPayouts>[1]

/** Params of payouts that differ in their order_id. */
export const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ ...withdrawal, order_id: `row-${at}` }))

/** Begins a run of `sendPayouts` in the desk's time. */
export const begin = (desk: Desk, payouts: Source, options: Partial<SendPayoutsOptions> = {}) =>
  sendPayouts(desk.worker(), payouts, { ...desk.options(), ...options })

/** Collects rows into a list, so that they are there although the run throws. */
export async function collect(run: AsyncIterable<PayoutRow>, rows: PayoutRow[] = []): Promise<PayoutRow[]> {
  for await (const row of run) rows.push(row)
  return rows
}

/** Lets every request but the first take five seconds. Returns the function that counts those under way. */
export function slowDown(desk: Desk): () => number {
  let open = 0
  desk.road = async ({ next }) => {
    open += 1
    if (open > 1) await desk.sleep(5_000)
    const answer = await next()
    open -= 1
    return answer
  }
  return () => open
}
