import { assertCallOptions } from '../call/create-caller.ts'
import { configError } from '../errors/create-error.ts'
import type { Caller } from '../operations/types.ts'
import type { Signal } from '../platform/types.ts'

/** Throws a `config` error for anything that cannot run operations. */
export function assertCaller(caller: Caller): void {
  if (typeof caller?.call === 'function' && typeof caller.scope === 'string') return
  throw configError('client', 'must be a client, or what createCaller made')
}

/** Throws a `config` error for a signal that cannot be listened to, or not be left again. */
export function assertSignal(signal: Signal | undefined): void {
  assertCallOptions({ signal })
  // Without it every listener stays, and the end of a wait would throw where nobody can catch it.
  if (signal && typeof signal.removeEventListener !== 'function') throw configError('signal', 'must be an AbortSignal')
}

/** Throws a `config` error for an option that is given and is no function. */
export function assertFunctions(options: Readonly<Record<string, unknown>>): void {
  for (const [option, value] of Object.entries(options)) {
    if (value !== undefined && typeof value !== 'function') throw configError(option, 'must be a function')
  }
}
