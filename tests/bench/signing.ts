import { createHash, hash } from 'node:crypto'
import { signPayload } from 'cryptomus-kit/signing'
import { verifyWebhook } from 'cryptomus-kit/webhooks'
import { compare } from './compare.ts'
import { genuineBody } from './genuine-body.ts'
import type { Row } from './types.ts'

const key = 'k'.repeat(128)
const payload = `{"amount":"15.00","currency":"USD","order_id":"order-1","additional_data":"${'x'.repeat(226)}"}`

/** What everyone copies from the documentation: parse, take `sign` out, stringify, escape the slashes, hash. */
function usualRecipe(body: string, apiKey: string): boolean {
  const { sign, ...rest } = JSON.parse(body) as Record<string, unknown>
  const text = JSON.stringify(rest).replace(/\//g, '\\/')
  return (
    createHash('md5')
      .update(Buffer.from(text).toString('base64') + apiKey)
      .digest('hex') === sign
  )
}

/** Signing a request against one hash, and verifying a webhook against the usual recipe. */
export async function signing(): Promise<readonly Row[]> {
  const prepared = Buffer.from(payload).toString('base64') + key
  const body = genuineBody(key)
  if (!usualRecipe(body, key) || !verifyWebhook(body, key)) throw new Error('Both have to accept the body.')
  const times = (count: number, run: () => unknown) => () => {
    for (let at = 0; at < count; at++) run()
  }
  return [
    {
      what: `signPayload of ${payload.length} bytes against one crypto.hash of the prepared string`,
      ...(await compare(
        times(50, () => signPayload(payload, key)),
        times(50, () => hash('md5', prepared)),
      )),
      unit: 'x',
      bar: { atMost: 1.5 },
    },
    {
      what: `verifyWebhook of ${body.length} bytes against the usual recipe`,
      ...(await compare(
        times(50, () => verifyWebhook(body, key)),
        times(50, () => usualRecipe(body, key)),
      )),
      unit: 'x',
      bar: { atMost: 0.9 },
    },
  ]
}
