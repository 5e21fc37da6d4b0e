import { createError } from '../errors/create-error.ts'
import type { OperationInfo } from '../operations/types.ts'
import { findDifferences } from './find-differences.ts'
import type { ApiRequest } from './types.ts'

/**
 * Throws a `conflict` when the gateway answered with another record than was asked for.
 *
 * It does so, without a word, for an `order_id` that it knows: what was sent is ignored and the old record returned.
 */
export function checkEcho({ id, echo }: OperationInfo, { body }: ApiRequest, answer: unknown, attempts: number): void {
  if (echo === undefined || body === undefined) return
  const fields = findDifferences(echo, JSON.parse(body), Object(answer))
  if (fields.length === 0) return
  const noun = id.replace(/s?\..*/, '')
  throw createError(
    'conflict',
    `a ${noun} already exists under this order_id and differs in ${fields.join(', ')}. Nothing was changed; the record is in existing.`,
    { operation: id, attempts, outcome: 'unknown', fields, existing: answer },
  )
}
