import { base64 } from '../crypto/base64.ts'
import { equalDigests } from '../crypto/hex.ts'
import { md5Hex } from '../crypto/md5-hex.ts'
import { respellPhp } from '../json/respell-php.ts'
import type { SignedBody } from './signed-body.ts'

/** Which text of a body its signature covers, and how that was found. */
export interface Match {
  /** The text that was hashed, without `sign`: the only one to parse. */
  readonly text: string
  /** Whether the body was signed as it came, or as PHP spells it. */
  readonly spelling: 'as_sent' | 'respelled'
}

function isSignedWith(text: string, sign: string, keys: readonly string[]): boolean {
  const encoded = base64(text)
  return keys.some((key) => equalDigests(sign, md5Hex(encoded + key)))
}

/**
 * Finds the text that a body's signature covers.
 *
 * The gateway signs what PHP's `json_encode` makes of the data with unescaped unicode. What travels may be spelled
 * otherwise (escaped unicode, bare slashes, white space from a proxy), so the body is tried as it came and then
 * respelled. Respelling never joins two bodies of different meaning: numbers and the order of members stay as they are.
 */
export function matchSign({ signed, sign }: SignedBody, keys: readonly string[]): Match | undefined {
  if (isSignedWith(signed, sign, keys)) return { text: signed, spelling: 'as_sent' }
  const respelled = respellPhp(signed)
  if (respelled !== signed && isSignedWith(respelled, sign, keys)) return { text: respelled, spelling: 'respelled' }
  return undefined
}
