import { createError } from '../errors/create-error.ts'
import { requireKey } from '../options/require.ts'
import type { WebhookKeys } from './types.ts'

/** The keys for each type of webhook. `any` serves a body whose type nobody knows; empty when keys are by role. */
export interface KeyRing {
  readonly payment: readonly string[]
  readonly payout: readonly string[]
  readonly any: readonly string[]
}

/** Checks a key, or a list of at least one, under the name of its option. */
export function readKeys(keys: unknown, option: string): readonly string[] {
  if (!Array.isArray(keys)) return [requireKey(keys, option)]
  if (keys.length === 0) throw createError('config', `${option} is an empty list; give at least one key.`, { option })
  return keys.map((key, index) => requireKey(key, `${option}[${index}]`))
}

/** Sorts the keys by role. A missing, empty or blank one is a `config` error, before anything is hashed. */
export function resolveKeys(keys: WebhookKeys): KeyRing {
  if (typeof keys !== 'object' || keys === null || Array.isArray(keys)) {
    const any = readKeys(keys, 'keys')
    return { payment: any, payout: any, any }
  }
  const byRole = keys as { readonly payment?: unknown; readonly payout?: unknown }
  return { payment: readKeys(byRole.payment, 'keys.payment'), payout: readKeys(byRole.payout, 'keys.payout'), any: [] }
}

/** The keys that may sign a webhook of this type. */
export function keysFor(ring: KeyRing, type: string | undefined): readonly string[] {
  if (type === 'payout') return ring.payout
  return type === 'payment' || type === 'wallet' ? ring.payment : ring.any
}
