import type { CallFields, CryptomusError, ErrorFields, ErrorKind } from './types.ts'

/** Shared by the ESM and the CJS copy of this package, which `instanceof` is not. */
export const errorBrand = /* @__PURE__ */ Symbol.for('cryptomus-kit.error')

/** Makes the one kind of error that this package throws. What the caller leaves out says that nothing was sent. */
export function createError<Kind extends ErrorKind>(
  kind: Kind,
  message: string,
  fields: ErrorFields[Kind] & Partial<CallFields>,
): CryptomusError<Kind> {
  const { cause, ...rest } = fields as typeof fields & { readonly cause?: unknown }
  const error = new Error(message, cause === undefined ? undefined : { cause })
  Object.defineProperties(error, {
    name: { value: 'CryptomusError', configurable: true },
    [errorBrand]: { value: true },
  })
  const defaults = { kind, attempts: 0, elapsedMs: 0, outcome: 'not_sent', retryable: false }
  return Object.assign(error, defaults, rest) as unknown as CryptomusError<Kind>
}

/** Makes the error for an option that is missing or unusable; the message begins with the option's name. */
export function configError(option: string, complaint: string, sent?: Partial<CallFields>): CryptomusError<'config'> {
  return createError('config', `${option} ${complaint}.`, { ...sent, option })
}

/** Makes the error for one argument that does not fit; the message begins with its name. */
export function validationError(path: string, message: string): CryptomusError<'validation'> {
  return createError('validation', `${path} ${message}.`, { issues: [{ path, message }] })
}
