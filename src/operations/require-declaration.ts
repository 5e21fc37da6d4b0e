import { configError } from '../errors/config-error.ts'
import type { OperationSpec } from './types.ts'

const patterns = {
  id: /./,
  method: /^[A-Z]+$/,
  path: /^\//,
  key: /^(payment|payout|none)$/,
  repeatable: /^(reads|order_id|ensured|no)$/,
} as const

/** Refuses an incomplete declaration with a `config` error that names the field. */
export function requireDeclaration(spec: unknown): void {
  const given = Object(spec) as OperationSpec<never, unknown> & Readonly<Record<string, unknown>>
  for (const [name, pattern] of Object.entries(patterns)) {
    const value = given[name]
    if (typeof value !== 'string' || !pattern.test(value))
      throw configError(name, `of an operation must fit ${pattern}`)
  }
  for (const name of ['params', 'result'] as const) {
    if (!given[name]?.['~standard']?.validate) throw configError(name, 'of an operation must be a Standard Schema')
  }
}
