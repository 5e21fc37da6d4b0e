import { createHash, hash } from 'node:crypto'
import { signPayload } from 'cryptomus-kit/signing'
import { parseWebhook, verifyWebhook } from 'cryptomus-kit/webhooks'
import { compare } from './compare.ts'
import { genuineBody } from './genuine-body.ts'
import type { Row } from './types.ts'

const key = 'k'.repeat(128)

/** Signing a request against one hash. */
export async function signing(): Promise<readonly Row[]> {
  const payload = `{"amount":"15.00","currency":"USD","order_id":"order-1","additional_data":"${'x'.repeat(226)}"}`
  const prepared = Buffer.from(payload).toString('base64') + key
  return [
    {
      what: `signPayload, ${payload.length} bytes, ${key.length} characters of key, against one crypto.hash`,
      value: await compare(
        () => signPayload(payload, key),
        () => hash('md5', prepared),
      ),
      unit: 'x',
      bar: { atMost: 1.5 },
    },
  ]
}

/** The recipe that applications copy from the documentation: parse, take `sign` out, stringify, escape the slashes, hash. */
function usualRecipe(body: string): boolean {
  const { sign, ...rest } = JSON.parse(body) as Record<string, unknown>
  const text = JSON.stringify(rest).replace(/\//g, '\\/')
  return (
    createHash('md5')
      .update(Buffer.from(text).toString('base64') + key)
      .digest('hex') === sign
  )
}

async function againstRecipe(name: string, run: (body: string) => unknown, atMost: number): Promise<readonly Row[]> {
  const body = genuineBody(key)
  if (!usualRecipe(body) || !run(body)) throw new Error('Both have to accept the body.')
  const value = await compare(
    () => run(body),
    () => usualRecipe(body),
  )
  return [{ what: `${name}, ${body.length} bytes, against the usual recipe`, value, unit: 'x', bar: { atMost } }]
}

/** Verifying a webhook against the usual recipe. */
export const verify = () => againstRecipe('verifyWebhook', (body) => verifyWebhook(body, key), 0.85)

/** Parsing a webhook against the usual recipe, which only verifies. */
export const parse = () => againstRecipe('parseWebhook', (body) => parseWebhook(body, key), 2.2)
