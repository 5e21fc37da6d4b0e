import { createError } from '../errors/create-error.ts'
import type { CryptomusError } from '../errors/types.ts'
import { decimalFromNumber, unitsAt } from '../money/decimal.ts'
import type { OperationInfo } from '../operations/types.ts'
import type { Values } from '../schema/standard-schema.ts'

/** Marks a caller of a gateway whose answers carry ids of its own, so that nothing in them is compared (`echo: false`). */
export const comparesNothing = /* @__PURE__ */ Symbol.for('cryptomus-kit.compares-nothing')

/**
 * Returns a `conflict` if the gateway answered with another record than was asked for.
 *
 * For an `order_id` that it knows, it ignores what was sent and returns the old record, without saying so.
 */
export function findConflict(
  { id, echo = [] }: OperationInfo,
  params: Values,
  result: unknown,
): CryptomusError<'conflict'> | undefined {
  const fields = findDifferences(echo, params, Object(result))
  if (fields.length === 0) return undefined
  const message = `${id}: the gateway holds a record under this order_id with another ${fields.join(', ')}: an older one, or this one in its spelling. Compare existing; never send again under another order_id.`
  return createError('conflict', message, { fields, existing: Object(result) })
}

/** Returns the names of the fields in which an answer differs from what was asked for. A field counts if both have it. */
export function findDifferences(echo: readonly string[], asked: Values, answered: Values): readonly string[] {
  const { currency, to_currency: target, from_currency: source } = asked
  // With a conversion the answer may speak of the other currency, in which no amount was asked.
  const speaksOf = (other: unknown) => isGiven(other) && isSame('currency', other, answered.currency || other)
  const isComparable = isSame('currency', currency, answered.currency) || !(speaksOf(target) || speaksOf(source))
  return echo.filter((name) => {
    const [before, after] = [asked[name], answered[name]]
    if (!isGiven(before) || !isGiven(after) || isSame(name, before, after)) return false
    return isComparable || !/^(?:amount|currency)$/.test(name)
  })
}

// The gateway writes absent as null, or as nothing at all.
const isGiven = (value: unknown) => value !== undefined && value !== null && value !== ''

// `String` throws for some objects of a response. The record exists by then, so its result must not be lost.
const toText = (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : String(value).trim())

/** Returns an amount as text; a number, also one that PHP printed, without an exponent. */
function toAmount(value: unknown): string {
  const text = toText(value)
  return /^-?\d[\d.]*e[-+]?\d{1,3}$/i.test(text) ? decimalFromNumber(Number(text)) : text
}

function isSame(name: string, asked: unknown, answered: unknown): boolean {
  if (asked === answered) return true
  if (name === 'amount') return isSameAmount(toAmount(asked), toAmount(answered))
  return normalizeField(name, asked) === normalizeField(name, answered)
}

/**
 * Returns whether an amount is the one that was asked for, as the gateway prints it: rounded or cut to the places of the
 * answer, two at least. It prints 2 or 8 places.
 */
function isSameAmount(asked: string, answered: string): boolean {
  const places = Math.max(2, answered.split('.')[1]?.length ?? 0)
  const given = unitsAt(answered, places)
  const finer = unitsAt(asked, places + 1)
  if (given === undefined || finer === undefined) return asked === answered
  // An amount that was asked for is above zero, and is not the same as a rounded zero.
  if (given === 0n) return !/[1-9]/.test(asked)
  return given === finer / 10n || given === (finer + 5n) / 10n
}

// Hexadecimal (EIP-55), bech32 (BIP 173) and CashAddr addresses mean the same in either case, base58 ones do not.
const caselessAddress = /^(?:0x|xdc[\da-f]{40}$|-?\d:[\da-f]{64}$|(?:bc|tb|ltc|addr)1|[qp][a-z\d]{41}$)/i
// A TON address has several forms: the first character says whether a transfer may bounce, the last three are a checksum, and
// base64 has two alphabets.
const tonAddress = /^[EUk0]([Qf][\w-]{43})[\w-]{3}$/

/** Brings a text to the form in which two that mean the same are equal. Ids mean what they say. */
export function normalizeField(name: string, value: unknown): string {
  const text = toText(value)
  if (/id$/.test(name)) return text
  if (!/address$/.test(name)) return text.toLowerCase().replace(/^trx$/, 'tron')
  const plain = text
    .replace(/^bitcoincash:/i, '')
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(tonAddress, '$1')
  return caselessAddress.test(plain) ? plain.toLowerCase() : plain
}
