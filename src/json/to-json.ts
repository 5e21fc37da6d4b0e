import { validationError } from '../errors/create-error.ts'
import type { Issue } from '../errors/types.ts'

const plain = ['[object Object]', '[object Array]', '[object Null]']

// As deep as PHP's `json_decode` reads; it also keeps this walk within the stack.
const maxDepth = 512

/** A Map, a RegExp or a buffer comes out of `JSON.stringify` as `{}` or worse, and nobody notices. */
function exoticComplaint(value: unknown): string | undefined {
  const tag = Object.prototype.toString.call(value)
  return plain.includes(tag) ? undefined : `is a ${tag.slice(8, -1)}, which JSON cannot express; make it a plain object`
}

function complaint(value: unknown): string | undefined {
  switch (typeof value) {
    case 'bigint':
      return 'is a bigint, which JSON cannot express; write it as a string'
    case 'function':
    case 'symbol':
      return `is a ${typeof value}, which JSON cannot express; leave it out`
    case 'number':
      return Number.isFinite(value) ? undefined : `is ${value}, which JSON cannot express; leave it out`
    case 'object':
      return exoticComplaint(value)
    default:
      return undefined
  }
}

/** What `JSON.stringify` writes for a value: a Date, for one, says itself what it is in JSON. */
function spoken(value: unknown): unknown {
  const { toJSON } = (typeof value === 'object' && value !== null ? value : {}) as { toJSON?: unknown }
  return typeof toJSON === 'function' ? toJSON.call(value, '') : value
}

/** Finds the first thing in a value that JSON cannot express, and where it is. `undefined` when all is well. */
export function findUnserializable(given: unknown, path = '', ancestors: readonly unknown[] = []): Issue | undefined {
  const value = spoken(given)
  const message = complaint(value)
  if (message !== undefined) return { path, message }
  if (typeof value !== 'object' || value === null) return undefined
  if (ancestors.includes(value)) return { path, message: 'refers back to itself, which JSON cannot express' }
  if (ancestors.length === maxDepth) return { path, message: `is nested deeper than ${maxDepth} levels` }
  for (const [name, inner] of Object.entries(value)) {
    const found = findUnserializable(inner, path === '' ? name : `${path}.${name}`, [...ancestors, value])
    if (found !== undefined) return found
  }
  return undefined
}

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
  throw validationError(place, complaint)
}
