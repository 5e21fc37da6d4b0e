import { configError } from '../errors/config-error.ts'
import { requireKey } from '../options/require.ts'

const visibleAscii = /^[\x21-\x7e]+$/

/** Lets a usable merchant id through and throws a `config` error for anything else. */
export function requireMerchantId(merchantId: unknown, hint = ''): string {
  const id = requireKey(merchantId, 'merchantId', hint)
  if (visibleAscii.test(id)) return id
  throw configError('merchantId', 'has characters that no HTTP header can carry')
}
