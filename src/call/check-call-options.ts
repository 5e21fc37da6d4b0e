import { configError } from '../errors/config-error.ts'
import { callOptionNames } from '../schema/call-option-names.ts'
import { checkNames } from '../schema/check-names.ts'
import { checkTimeout } from '../schema/check-timeout.ts'
import { checkRetries } from './check-retries.ts'

const isPlainObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  Object.prototype.toString.call(value) === '[object Object]'

/** Refuses options of a call that could not have the effect they are meant to have. */
export function checkCallOptions(options: unknown): void {
  // A signal has no members of its own, so one that is passed bare would go unnoticed.
  if (!isPlainObject(options)) throw configError('options', 'must be an object like { signal, timeoutMs }')
  checkNames(options, callOptionNames)
  const { signal, timeoutMs, attemptTimeoutMs, retries, extra } = options
  if (timeoutMs !== undefined) checkTimeout(timeoutMs)
  if (attemptTimeoutMs !== undefined) checkTimeout(attemptTimeoutMs, 'attemptTimeoutMs')
  if (retries !== undefined) checkRetries(retries)
  if (extra !== undefined && !isPlainObject(extra)) throw configError('extra', 'must be an object of body members')
  const isSignal = 'aborted' in Object(signal) && 'addEventListener' in Object(signal)
  if (signal !== undefined && !isSignal) throw configError('signal', 'must be an AbortSignal')
}
