import { configError } from '../errors/create-error.ts'
import type { Caller } from '../operations/types.ts'

/** Throws a `config` error for anything that cannot run operations. */
export function assertCaller(caller: Caller): void {
  if (typeof caller?.call === 'function' && typeof caller.scope === 'string') return
  throw configError('client', 'must be a client, or what createCaller made')
}
