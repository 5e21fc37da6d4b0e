import { isCryptomusError } from '../../errors/is-cryptomus-error.ts'
import { addAmounts } from '../../money/amounts.ts'
import { getPayment } from '../../operations/payments/manage-payments.ts'
import type { Payment } from '../../operations/payments/payment.ts'
import { buildHeaders } from '../../signing/build-headers.ts'
import { backstage, type WithBackstage } from '../backstage.ts'
import type { Sandbox } from '../types.ts'
import { toFixed, toUnits } from '../world/units.ts'

// The ampersand comes first: those of the others stay.
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Makes a text safe to stand in HTML, in an attribute too. */
export const escapeHtml = (text: string): string =>
  Object.entries(entities).reduce((safe, [unit, entity]) => safe.replaceAll(unit, entity), text)

const row = (label: string, value: string | null) =>
  value === null ? '' : `<dt>${label}</dt><dd>${escapeHtml(value)}</dd>`

const style =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:3rem auto;padding:0 1rem;color:#1b1f24}' +
  'dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem}dt{color:#59636e}dd{margin:0;overflow-wrap:anywhere}' +
  'button{font:inherit;padding:.5rem 1rem;margin-right:.5rem;border:1px solid #d1d9e0;border-radius:.4rem;cursor:pointer}' +
  'p.note{color:#59636e;font-size:.875rem}'

/** The page where a payer would pay; here a button does it. */
export function renderPayPage(payment: Payment): string {
  const owed = `${payment.payer_amount ?? payment.amount} ${payment.payer_currency ?? payment.currency}`
  const buttons = payment.is_final
    ? ''
    : '<form method="post"><button name="how" value="exact">Pay in full</button>' +
      '<button name="how" value="half">Pay half</button><button name="how" value="double">Pay double</button></form>'
  return (
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Pay ${escapeHtml(payment.order_id)}</title>` +
    `<meta name="viewport" content="width=device-width"><style>${style}</style></head><body>` +
    `<h1>${escapeHtml(payment.amount)} ${escapeHtml(payment.currency)}</h1><dl>` +
    row('Order', payment.order_id) +
    row('Status', payment.payment_status) +
    row('To pay', owed) +
    row('Paid so far', payment.payment_amount) +
    row('Network', payment.network) +
    row('Address', payment.address) +
    `</dl>${buttons}<p class="note">A sandbox: no real money moves here, and none can be sent to this address.</p></body></html>`
  )
}

/** One answer of the page: a status and HTML, or where to go next. */
interface PageAnswer {
  readonly status: number
  readonly html?: string
  readonly location?: string
}

/** Reads an invoice as its payer sees it. */
type ReadPayment = (uuid: string) => Promise<Payment | undefined>

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

/** Reads invoices of a sandbox through its own API, as the gateway's page would through the gateway's. */
export function readPaymentFrom({ handle, clientOptions }: Sandbox, origin: string): ReadPayment {
  return async (uuid) => {
    const body = JSON.stringify({ uuid })
    const headers = new Headers({ ...buildHeaders({ ...clientOptions, body }) })
    const { method, path } = getPayment
    const response = await handle({ method, url: `${origin}${path}`, headers, text: async () => body })
    const { result } = (await response.json()) as { result?: Payment }
    return result
  }
}
