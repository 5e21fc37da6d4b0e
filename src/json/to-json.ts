import { validationError } from '../errors/create-error.ts'
import type { Issue } from '../errors/types.ts'

// PHP refuses a whole body for half of a surrogate pair. JSON escapes it as if it were a character.
const loneSurrogate = /[\ud800-\udfff]/u
const escapedSurrogate = /\\ud[89a-f]/

/** The complaint about a text that was cut in the middle of a character. */
export const halfCharacter = 'holds half a character'

/**
 * Serialises an object as compact JSON. Members that are `undefined` are left out.
 *
 * Throws a `validation` error that names the member for what JSON cannot express: a bigint, a cycle, a function, a symbol,
 * `NaN`, an object such as a Map, half of a surrogate pair. `JSON.stringify` would drop or change some of these.
 */
export function toJson(value: object): string {
  // A shortcut: most requests hold nothing but strings and booleans, which cannot be wrong.
  if (isPlain(value)) {
    const json = JSON.stringify(value)
    if (!escapedSurrogate.test(json)) return json
  }
  let place = 'payload'
  let complaint = 'holds a cycle, which JSON cannot express'
  try {
    const json: string | undefined = JSON.stringify(value, (member, inner: unknown) => {
      const found = findComplaint(inner) ?? findComplaint(member)
      if (found === undefined) return inner
      place = member || place
      complaint = found
      throw found
    })
    if (json !== undefined) return json
  } catch {
    // The engine's own message may repeat parts of the payload.
  }
  throw validationError(place, complaint)
}

const isPlain = (value: object) =>
  Object.getPrototypeOf(Object(value)) === Object.prototype &&
  Object.values(value).every((inner) => typeof inner === 'string' || typeof inner === 'boolean')

/**
 * Returns the complaint about a value that JSON cannot express, and `undefined` for every other value.
 *
 * `JSON.stringify` would drop a function, write `NaN` as `null`, and a Map, a RegExp or a buffer as `{}`.
 */
function findComplaint(value: unknown): string | undefined {
  const kind = typeof value === 'object' ? Object.prototype.toString.call(value).slice(8, -1) : typeof value
  if (kind === 'string' && loneSurrogate.test(value as string)) return halfCharacter
  if (/^(?:Object|Array|Null|undefined|string|boolean)$/.test(kind) || Number.isFinite(value)) return undefined
  return `is ${kind === 'number' ? value : `a ${kind}`}, which JSON cannot express`
}

// The default depth of PHP's `json_decode`; it also keeps the recursion within the stack.
const maxDepth = 512

const remedies: Readonly<Record<string, string>> = {
  bigint: 'write it as a string',
  object: 'make it a plain object',
}

/** Returns the path of the first value that JSON cannot express, with the complaint, or `undefined` if there is none. */
export function findUnserializable(given: unknown, path = '', ancestors: readonly unknown[] = []): Issue | undefined {
  const value = applyToJson(given)
  const message = findComplaint(value)
  if (message !== undefined) return { path, message: `${message}; ${remedies[typeof value] ?? 'leave it out'}` }
  if (typeof value !== 'object' || value === null) return undefined
  if (ancestors.includes(value)) return { path, message: 'refers back to itself, which JSON cannot express' }
  if (ancestors.length === maxDepth) return { path, message: `is nested deeper than ${maxDepth} levels` }
  for (const [name, inner] of Object.entries(value)) {
    const found = findUnserializable(inner, path === '' ? name : `${path}.${name}`, [...ancestors, value])
    if (found !== undefined) return found
  }
  return undefined
}

/** Returns the value that `JSON.stringify` would write: the result of `toJSON` where there is one, as of a Date. */
function applyToJson(value: unknown): unknown {
  const { toJSON } = (typeof value === 'object' && value !== null ? value : {}) as { toJSON?: unknown }
  return typeof toJSON === 'function' ? toJSON.call(value, '') : value
}
