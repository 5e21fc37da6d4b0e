import { configError, createError } from '../errors/create-error.ts'
import type { OperationSpec } from '../operations/types.ts'
import { describeIssues, runSchema, type Values } from '../schema/standard-schema.ts'
import { checkEcho } from './check-echo.ts'
import { type FieldErrors, mapErrors, readEnvelope } from './envelope.ts'
import { refusalReason } from './refusal-reason.ts'
import { isTransientStatus, readRetryAfter } from './retry-policy.ts'
import type { ApiResponse } from './types.ts'

const maxText = 200

function describeRefusal(words: string | undefined, errors: FieldErrors, status: number): string {
  const fields = Object.entries(errors).map(([field, codes]) =>
    field ? `${field} (${codes.join(', ')})` : codes.join(', '),
  )
  return [...(words ? [words.replace(/\.$/, '')] : []), ...fields].join('; ') || `HTTP ${status} without a reason`
}

/** The context in which a response is read. */
export interface Reading {
  /** The params that were sent, for the check of what the response repeats; `undefined` where it repeats nothing. */
  readonly params: Values | undefined
  readonly isRepeatable: boolean
  /** Takes secrets out of a text: a hostile or careless server may repeat what it was sent. */
  readonly redact: (text: string) => string
  /** Milliseconds since 1970, for a `Retry-After` that is a date. */
  readonly now: () => number
  /** The sentence to add when the gateway refuses the signature. */
  readonly signHint: string
  /** Marks an error as the reader's own; what a schema of the user's throws is not. */
  readonly own: <Failure extends object>(error: Failure) => Failure
}

/** Reads a response: returns its `result`, or throws what the gateway, or whoever responded, said instead. */
export function readResponse<Params, Result>(
  operation: OperationSpec<Params, Result>,
  response: ApiResponse,
  { params, isRepeatable, redact, now, signHint, own }: Reading,
): Result {
  const { id, result } = operation
  const { status, headers, text } = response
  const envelope = readEnvelope(response)
  const { kind } = envelope
  const createAsyncError = () => own(configError('schema', 'must not be asynchronous'))
  const checked = kind === 'result' ? runSchema(result, envelope.result, createAsyncError) : undefined
  if (checked?.ok) {
    if (params) checkEcho(operation, params, checked.value, own)
    return checked.value
  }

  const fields = {
    status,
    retryable: isRepeatable && (kind === 'result' || isTransientStatus(status)),
    retryAfterMs: readRetryAfter(headers.get('retry-after'), now()),
  }
  if (kind === 'refusal') {
    const gatewayMessage = envelope.gatewayMessage && redact(envelope.gatewayMessage)
    const errors = mapErrors(envelope.errors, redact)
    const words = describeRefusal(gatewayMessage, errors, status)
    const reason = refusalReason(status, gatewayMessage, errors)
    const hint = reason === 'invalid_sign' ? signHint : ''
    const message = `${id} was refused by the gateway: ${words}.${hint}`
    throw own(createError('api', message, { ...fields, reason, errors, gatewayMessage }))
  }
  const complaint = checked === undefined ? `(HTTP ${status})` : `(${redact(describeIssues(checked.issues))})`
  const message = `${id} got an answer that is not the gateway's ${complaint}.`
  throw own(createError('response', message, { ...fields, text: redact(text).slice(0, maxText) }))
}
