import type { CallFields, CryptomusError, ErrorFields, ErrorKind } from './types.ts'

/** Marks an error of this package. The ESM and the CJS copy share it, unlike a class for `instanceof`. */
export const errorBrand = /* @__PURE__ */ Symbol.for('cryptomus-kit.error')

/** Creates an error of this package. Call fields that are left out say that nothing was sent. */
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

/** Creates the error for an option that is missing or unusable; the message begins with the option's name. */
export function configError(option: string, complaint: string, sent?: Partial<CallFields>): CryptomusError<'config'> {
  return createError('config', `${option} ${complaint}.`, { ...sent, option })
}

/** Creates the error for one argument that does not fit; the message begins with its name. */
export function validationError(path: string, message: string): CryptomusError<'validation'> {
  return createError('validation', `${path} ${message}.`, { issues: [{ path, message }] })
}
