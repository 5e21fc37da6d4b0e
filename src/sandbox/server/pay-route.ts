import { isCryptomusError } from '../../errors/is-cryptomus-error.ts'
import { addAmounts } from '../../money/add-amounts.ts'
import type { Payment } from '../../operations/payments/payment.ts'
import { backstage, type WithBackstage } from '../backstage.ts'
import type { Sandbox } from '../types.ts'
import { toFixed, toUnits } from '../world/units.ts'
import { renderPayPage } from './pay-page.ts'

/** One answer of the page: a status and HTML, or where to go next. */
export interface PageAnswer {
  readonly status: number
  readonly html?: string
  readonly location?: string
}

/** Reads an invoice as its payer sees it. */
export type ReadPayment = (uuid: string) => Promise<Payment | undefined>

/** How much a button pays of what is missing; `undefined` is all of it. */
function amountFor(how: string | null, missing: string): string | undefined {
  if (how === 'half') return toFixed(toUnits(missing) / 2n)
  return how === 'double' ? addAmounts(missing, missing) : undefined
}

/** Answers `/pay/{uuid}`: GET shows the invoice, POST pays it and shows it again. */
export async function answerPayPage(
  sandbox: Sandbox,
  readPayment: ReadPayment,
  request: { readonly method: string; readonly uuid: string; readonly body: string },
): Promise<PageAnswer> {
  const payment = await readPayment(request.uuid)
  if (payment === undefined) return { status: 404, html: '<!doctype html><title>Not found</title>No such invoice.' }
  if (request.method !== 'POST') return { status: 200, html: renderPayPage(payment) }
  const how = new URLSearchParams(request.body).get('how')
  const missing = (sandbox as WithBackstage)[backstage]?.owed(request.uuid) ?? payment.amount
  try {
    await sandbox.pay(request.uuid, { amount: amountFor(how, missing) })
  } catch (error) {
    // Paid or expired since the page was shown; the page itself says so.
    if (!isCryptomusError(error, 'validation')) throw error
  }
  return { status: 303, location: `/pay/${request.uuid}` }
}
