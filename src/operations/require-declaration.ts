import { configError } from '../errors/config-error.ts'
import type { OperationSpec } from './types.ts'

const words: readonly (readonly [string, RegExp, string])[] = [
  ['id', /./, 'text'],
  ['method', /^[A-Z]+$/, 'like POST'],
  ['path', /^\//, 'like /v1/payment'],
  ['key', /^(payment|payout|none)$/, 'payment, payout or none'],
  ['repeatable', /^(reads|order_id|ensured|no)$/, 'reads, order_id, ensured or no'],
]

/** Refuses an incomplete declaration with a `config` error that names the field. */
export function requireDeclaration(spec: unknown): void {
  const given = Object(spec) as OperationSpec<never, unknown> & Readonly<Record<string, unknown>>
  for (const [name, pattern, wish] of words) {
    const value = given[name]
    if (typeof value !== 'string' || !pattern.test(value)) throw configError(name, `of an operation must be ${wish}`)
  }
  for (const name of ['params', 'result'] as const) {
    if (!given[name]?.['~standard']?.validate) throw configError(name, 'of an operation must be a Standard Schema')
  }
}
