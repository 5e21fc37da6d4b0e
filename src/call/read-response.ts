import { configError, createError } from '../errors/create-error.ts'
import { redact } from '../errors/redact.ts'
import type { OperationSpec } from '../operations/types.ts'
import { describeIssues, runSchema, type Values } from '../schema/standard-schema.ts'
import { findConflict } from './check-echo.ts'
import { type FieldErrors, readEnvelope } from './envelope.ts'
import { type Call, own } from './failure.ts'
import { refusalReason } from './refusal-reason.ts'
import { isTransientStatus, readRetryAfter } from './retry-policy.ts'
import type { ApiResponse } from './types.ts'

const maxText = 200

function describeRefusal(words = '', errors: FieldErrors, status: number): string {
  const fields = Object.entries(errors).map(([field, codes]) =>
    field ? `${field} (${codes.join(', ')})` : codes.join(', '),
  )
  return [words.replace(/\.$/, ''), ...fields].filter(Boolean).join('; ') || `HTTP ${status}`
}

/** The context in which a response is read. */
export interface Reading {
  /** The call that got the response. What the reader throws is its own; what a schema of the user's throws is not. */
  readonly call: Call
  /** The params that were sent, for the check of what the response repeats; `undefined` where it repeats nothing. */
  readonly params: Values | undefined
  /** Milliseconds since 1970, for a `Retry-After` that is a date. */
  readonly now: () => number
  /** The sentence to add when the gateway refuses the signature. */
  readonly signHint: string
}

/** Reads a response: returns its `result`, or throws what the gateway, or whoever responded, said instead. */
export function readResponse<Params, Result>(
  operation: OperationSpec<Params, Result>,
  response: ApiResponse,
  { call, params, now, signHint }: Reading,
): Result {
  const { id, result } = operation
  const { status, headers, text } = response
  // A hostile or careless server may repeat what it was sent.
  const clean = (words: string) => redact(words, call.secrets)
  const envelope = readEnvelope(response, clean)
  const { kind } = envelope
  const createAsyncError = () => own(call, configError('schema', 'must not be asynchronous'))
  const checked = kind === 'result' ? runSchema(result, envelope.result, createAsyncError) : undefined
  if (checked && !checked.issues) {
    const conflict = params && findConflict(operation, params, checked.value)
    if (conflict) throw own(call, conflict)
    return checked.value
  }
  const fields = {
    status,
    retryable: call.isRepeatable && (kind === 'result' || isTransientStatus(status)),
    retryAfterMs: readRetryAfter(headers.get('retry-after'), now()),
  }
  if (kind === 'refusal') {
    const { gatewayMessage, errors } = envelope
    const words = describeRefusal(gatewayMessage, errors, status)
    const reason = refusalReason(status, gatewayMessage, errors)
    const hint = reason === 'invalid_sign' ? signHint : ''
    const message = `${id} was refused by the gateway: ${words}.${hint}`
    throw own(call, createError('api', message, { ...fields, reason, errors, gatewayMessage }))
  }
  const complaint = checked === undefined ? `(HTTP ${status})` : `(${clean(describeIssues(checked.issues))})`
  const message = `${id} got an answer that is not the gateway's ${complaint}.`
  throw own(call, createError('response', message, { ...fields, text: clean(text).slice(0, maxText) }))
}
