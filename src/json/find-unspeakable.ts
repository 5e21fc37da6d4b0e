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
export function findUnspeakable(given: unknown, path = '', ancestors: readonly unknown[] = []): Issue | undefined {
  const value = spoken(given)
  const message = complaint(value)
  if (message !== undefined) return { path, message }
  if (typeof value !== 'object' || value === null) return undefined
  if (ancestors.includes(value)) return { path, message: 'refers back to itself, which JSON cannot express' }
  if (ancestors.length === maxDepth) return { path, message: `is nested deeper than ${maxDepth} levels` }
  for (const [name, inner] of Object.entries(value)) {
    const found = findUnspeakable(inner, path === '' ? name : `${path}.${name}`, [...ancestors, value])
    if (found !== undefined) return found
  }
  return undefined
}
