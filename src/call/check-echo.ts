import { createError } from '../errors/create-error.ts'
import { canonicalAmount } from '../money/decimal.ts'
import type { OperationInfo } from '../operations/types.ts'
import type { Values } from '../schema/standard-schema.ts'

// Hexadecimal (EIP-55) and bech32 (BIP 173) addresses mean the same in either case; base58 ones do not.
const caselessAddress = /^(?:0x|bc1|ltc1)/i

/** Spells a value so that two that mean the same are equal. Ids and most addresses mean only what they say. */
function spell(name: string, value: unknown): string {
  const text = String(value)
  const isVerbatim = /id$/.test(name) || (/address$/.test(name) && !caselessAddress.test(text))
  return isVerbatim ? text : canonicalAmount(text).toLowerCase()
}

/**
 * Names the fields in which an answer differs from what was asked for.
 *
 * Amounts are compared as decimals and codes without case; a field counts only when both sides have it, and amount and
 * currency not at all after a conversion, when the answer may speak of what was converted into.
 */
export function findDifferences(echo: readonly string[], asked: Values, answered: Values): readonly string[] {
  const converted = (asked.to_currency ?? asked.from_currency) !== undefined
  return echo.filter((name) => {
    const [before, after] = [asked[name], answered[name]]
    if (before === after || (before ?? null) === null || (after ?? null) === null) return false
    return !(converted && /^(?:amount|currency)$/.test(name)) && spell(name, before) !== spell(name, after)
  })
}

/**
 * Throws a `conflict` when the gateway answered with another record than was asked for.
 *
 * For an `order_id` that it knows, it ignores what was sent and returns the old record, without saying so.
 */
export function checkEcho(
  { id, echo = [] }: OperationInfo,
  params: Values,
  result: unknown,
  own: <Failure extends object>(error: Failure) => Failure,
): void {
  const fields = findDifferences(echo, params, Object(result))
  if (fields.length === 0) return
  const noun = id.replace(/s?\..*/, '')
  const message = `a ${noun} already exists under this order_id and differs in ${fields.join(', ')}. Nothing was changed; the record is in existing.`
  throw own(createError('conflict', message, { fields, existing: Object(result) }))
}
