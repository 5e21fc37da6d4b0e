import { invalidInput } from '../errors/invalid-input.ts'

/** What JSON makes nothing or something else of, in a word. */
function nameUnspeakable(value: unknown): string | undefined {
  if (['bigint', 'function', 'symbol'].includes(typeof value)) return typeof value
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value)
  // A Map, a RegExp or a buffer comes out as `{}` or worse, and nobody notices.
  const tag = Object.prototype.toString.call(value).slice(8, -1)
  return typeof value !== 'object' || ['Object', 'Array', 'Null'].includes(tag) ? undefined : tag
}

const isPlain = (value: object) =>
  Object.getPrototypeOf(Object(value)) === Object.prototype &&
  Object.values(value).every((inner) => typeof inner === 'string' || typeof inner === 'boolean')

/**
 * Serialises an object as compact JSON, once.
 *
 * Members that are `undefined` are left out. What JSON cannot express (a bigint, a cycle, a function, a symbol, `NaN`, an
 * object such as a Map) is a `validation` error that names the member: `JSON.stringify` would drop or change it.
 */
export function toJson(value: object): string {
  // Nothing can be wrong with texts and flags, and most requests are made of nothing else.
  if (isPlain(value)) return JSON.stringify(value)
  let place = 'payload'
  let complaint = 'cannot be written as JSON; is there a cycle in it?'
  try {
    const json: string | undefined = JSON.stringify(value, (member, inner: unknown) => {
      const found = nameUnspeakable(inner)
      if (found === undefined) return inner
      place = member || place
      complaint = `is a ${found}, which JSON cannot express`
      throw found
    })
    if (json !== undefined) return json
  } catch {
    // What was thrown may repeat what is in the payload.
  }
  throw invalidInput(place, complaint)
}
