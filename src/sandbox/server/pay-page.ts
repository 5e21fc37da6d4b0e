import { isCryptomusError } from '../../errors/is-cryptomus-error.ts'
import { addAmounts } from '../../money/amounts.ts'
import type { Payment } from '../../operations/payments/payment.ts'
import { toFixed, toUnits } from '../world/units.ts'
import { notFoundPage, type PageAnswer, renderPage } from './page.ts'
import { type SandboxAccess, untilBooked } from './sandbox-access.ts'

const buttons =
  '<form method="post"><button name="how" value="exact">Pay in full</button>' +
  '<button name="how" value="half">Pay half</button><button name="how" value="double">Pay double</button></form>'

/** The page where a payer would pay; here a button does it. */
export function renderPayPage(payment: Payment): string {
  return renderPage({
    title: `Pay ${payment.order_id}`,
    heading: `${payment.amount} ${payment.currency}`,
    rows: [
      ['Order', payment.order_id],
      ['Status', payment.payment_status],
      ['To pay', `${payment.payer_amount ?? payment.amount} ${payment.payer_currency ?? payment.currency}`],
      ['Paid so far', payment.payment_amount],
      ['Network', payment.network],
      ['Address', payment.address],
    ],
    form: payment.is_final ? '' : buttons,
  })
}

/** How much a button pays of what is missing; `undefined` is all of it. */
function amountFor(how: string | null, missing: string): string | undefined {
  if (how === 'half') return toFixed(toUnits(missing) / 2n)
  return how === 'double' ? addAmounts(missing, missing) : undefined
}

/** Answers `/pay/{uuid}`: GET shows the invoice, POST pays it and shows it again. */
export async function answerPayPage(
  sandbox: Pick<SandboxAccess, 'payment' | 'owed' | 'pay'>,
  request: { readonly method: string; readonly uuid: string; readonly body: string },
): Promise<PageAnswer> {
  const payment = sandbox.payment(request.uuid)
  if (payment === undefined) return notFoundPage('invoice')
  if (request.method !== 'POST') return { status: 200, html: renderPayPage(payment) }
  const how = new URLSearchParams(request.body).get('how')
  const missing = sandbox.owed(request.uuid) ?? payment.amount
  try {
    await untilBooked(sandbox.pay(request.uuid, { amount: amountFor(how, missing) }))
  } catch (error) {
    // Paid or expired since the page was shown; the page itself says so.
    if (!isCryptomusError(error, 'validation')) throw error
  }
  return { status: 303, location: `/pay/${request.uuid}` }
}
