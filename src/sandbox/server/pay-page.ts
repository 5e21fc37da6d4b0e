import type { Payment } from '../../operations/payments/payment.ts'

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
