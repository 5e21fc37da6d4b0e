import { createHash } from 'node:crypto'

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

const style =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:3rem auto;padding:0 1rem;color:#1b1f24}' +
  'dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem}dt{color:#59636e}dd{margin:0;overflow-wrap:anywhere}' +
  'button,input{font:inherit;padding:.5rem 1rem;margin-right:.5rem;border:1px solid #d1d9e0;border-radius:.4rem}' +
  'button{cursor:pointer}p.note{color:#59636e;font-size:.875rem}p.error{color:#b42318}'

/**
 * Headers of every page: nothing is loaded but the style, no other site may frame the page or see its address, and nothing
 * is kept. Under `no-referrer` a browser would send the forms with `Origin: null`, and the server would refuse them.
 */
export const pageHeaders: Readonly<Record<string, string>> = /* @__PURE__ */ Object.freeze({
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    `default-src 'none'; style-src 'sha256-${/* @__PURE__ */ createHash('sha256').update(style).digest('base64')}'; ` +
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
})

/** One response of a page: HTML, or the path to go to next. */
export type PageAnswer =
  | { readonly status: 200 | 404 | 422; readonly html: string }
  | { readonly status: 303; readonly location: string }

/** What a page shows. All of it is plain text but for `form`, which is HTML of the page's own. */
interface PageContent {
  readonly title: string
  readonly heading: string
  /** Labels and values; a value that is null is left out. */
  readonly rows?: readonly (readonly [label: string, value: string | null | undefined])[]
  readonly form?: string
  readonly error?: string | undefined
}

const row = ([label, value]: readonly [string, string | null | undefined]) =>
  value === null || value === undefined ? '' : `<dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd>`

/** Writes a page of the sandbox, with everything it shows escaped. */
export function renderPage({ title, heading, rows = [], form = '', error }: PageContent): string {
  return (
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>` +
    `<meta name="viewport" content="width=device-width"><style>${style}</style></head><body>` +
    `<h1>${escapeHtml(heading)}</h1><dl>${rows.map(row).join('')}</dl>` +
    (error === undefined ? '' : `<p class="error" role="alert">${escapeHtml(error)}</p>`) +
    `${form}<p class="note">A sandbox: no real money moves here, and none can be sent to this address.</p></body></html>`
  )
}

/** The page of a record that does not exist. */
export const notFoundPage = (what: string): PageAnswer => ({
  status: 404,
  html: renderPage({ title: 'Not found', heading: `No such ${what}.` }),
})
