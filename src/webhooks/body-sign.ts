import type { Scheme } from '../signing/types.ts'
import { matchSign } from './match-sign.ts'
import { readSignedBody } from './signed-body.ts'

/**
 * The gateway's own scheme: an MD5 signature inside the body, as the member `sign`.
 *
 * Source: doc.cryptomus.com, "Webhook", section on verification.
 */
export const bodySign: Scheme = (rawBody, apiKey) => {
  const read = readSignedBody(rawBody)
  return read.ok && matchSign(read.body, [apiKey]) !== undefined
}
