import { explainWebhook, verifyWebhook } from 'cryptomus-kit/webhooks'
import type { Row } from './types.ts'

const key = 'k'.repeat(128)
const limit = 65_536
const rounds = 20

// Of the right form and wrong, so that everything is tried: the body as it came, and respelled.
const sign = `"sign":"${'0'.repeat(32)}"`

/** A body of the largest size that is read, made of as many pieces as fit. */
function fill(
  piece: (at: number) => string,
  separator = ',',
  [open, close]: readonly [string, string] = ['{', `,${sign}}`],
): string {
  let body = open
  for (let at = 0; ; at++) {
    const longer = `${body}${at === 0 ? '' : separator}${piece(at)}`
    if (longer.length + close.length > limit) return body + close
    body = longer
  }
}

const inText = ['{"note":"', `",${sign}}`] as const
const depth = 120

const bodies: Readonly<Record<string, string>> = {
  'nested deeply': fill((at) => `"${at}":${'['.repeat(depth)}${']'.repeat(depth)}`),
  'of as many names as fit': fill((at) => `"${at.toString(36)}":0`),
  'of one text full of escapes': fill(() => '\\"\\/\\n', '', inText),
  'of one text full of escaped unicode': fill(() => '\\u00e9\\ud83c\\udf89', '', inText),
  'of one endless number': fill(() => '7', '', ['{"amount":1', `,${sign}}`]),
  'of members that look like a signature': fill((at) => `"sign${at}":"${'0'.repeat(32)}"`),
}

/** Milliseconds of the fastest of several runs: what else the machine does can only add to them. */
function bestOf(run: () => unknown): number {
  const times = Array.from({ length: rounds }, () => {
    const startedAt = performance.now()
    run()
    return performance.now() - startedAt
  })
  return Math.min(...times)
}

/** Verifying what a stranger may send to keep a server busy. */
export async function hostile(): Promise<readonly Row[]> {
  return Object.entries(bodies).map(([what, body]) => {
    const { reason } = explainWebhook(body, key)
    if (reason !== 'sign_mismatch') throw new Error(`A body ${what} has to be read to its end, but: ${reason}.`)
    return {
      what: `verifyWebhook of ${body.length} bytes ${what}`,
      value: bestOf(() => verifyWebhook(body, key)),
      unit: 'ms',
      bar: { atMost: 5 },
    }
  })
}
