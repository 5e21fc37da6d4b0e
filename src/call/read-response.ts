import { createError } from '../errors/create-error.ts'
import type { OperationSpec } from '../operations/types.ts'
import { describeIssues, runSchema } from '../schema/standard-schema.ts'
import { checkEcho } from './check-echo.ts'
import { type FieldErrors, mapErrors, outcomeOf, readEnvelope } from './envelope.ts'
import { isTransientStatus, readRetryAfter } from './retry-policy.ts'
import type { ApiRequest, ApiResponse } from './types.ts'

const textLimit = 200

function describeRefusal(words: string | undefined, errors: FieldErrors, status: number): string {
  const fields = Object.entries(errors).map(([field, codes]) => `${field} (${codes.join(', ')})`)
  return (
    [...(words === undefined ? [] : [words.replace(/\.$/, '')]), ...fields].join('; ') ||
    `HTTP ${status} without a reason`
  )
}

/**
 * Reads the answer to a request: returns its `result`, or throws what the gateway (or whoever answered) said instead.
 *
 * `signHint` is what to add when the gateway refuses the signature; `now` serves a `Retry-After` that is a date.
 */
export function readResponse<Params, Result>(
  operation: OperationSpec<Params, Result>,
  request: ApiRequest,
  { status, headers, text, attempts, earlier, redact = (words) => words }: ApiResponse,
  { now, signHint = '' }: { readonly now: () => number; readonly signHint?: string | undefined },
): Result {
  const { id, result } = operation
  const envelope = readEnvelope(status, text)
  const { kind } = envelope
  const checked = kind === 'result' ? runSchema(result, envelope.result) : undefined
  if (checked?.ok) {
    checkEcho(operation, request, checked.value, attempts)
    return checked.value
  }

  const fields = {
    operation: id,
    attempts,
    outcome: outcomeOf(status, kind, earlier),
    retryable: request.repeats && (kind === 'result' || isTransientStatus(status)),
    status,
    retryAfterMs: readRetryAfter(headers.get('retry-after'), now()),
  }
  if (kind === 'refusal') {
    // A hostile or careless server may repeat what it was sent.
    const gatewayMessage = envelope.gatewayMessage && redact(envelope.gatewayMessage)
    const errors = mapErrors(envelope.errors, redact)
    const reason = describeRefusal(gatewayMessage, errors, status)
    const hint = reason.startsWith('Invalid Sign') ? signHint : ''
    const message = `${id} was refused by the gateway: ${reason}.${hint}`
    throw createError('api', message, { ...fields, errors, gatewayMessage })
  }
  const complaint = checked === undefined ? `(HTTP ${status})` : `(${redact(describeIssues(checked.issues))})`
  throw createError('response', `${id} got an answer that is not the gateway's ${complaint}.`, {
    ...fields,
    text: redact(text).slice(0, textLimit),
  })
}
