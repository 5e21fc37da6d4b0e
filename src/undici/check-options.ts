import { configError } from '../errors/config-error.ts'
import { describeUnknownName } from '../schema/unknown-name.ts'
import type { UndiciDispatcher, UndiciOptions } from './options.ts'
import { readCertificates } from './read-certificates.ts'
import { readProxy } from './read-proxy.ts'

// Timers hold 31 bits; a longer time would fire at once.
const longestMs = 2 ** 31 - 1

/** What is wrong with a value; `undefined` when nothing is. */
type Complain = (value: unknown) => string | undefined

const isCount = (value: unknown, least: number) => Number.isSafeInteger(value) && (value as number) >= least

const milliseconds: Complain = (value) =>
  typeof value === 'number' && value > 0 && value <= longestMs
    ? undefined
    : 'must be milliseconds above zero and below 2 ** 31'

const complaints: Readonly<Record<keyof UndiciOptions, Complain>> = {
  connections: (value) => (isCount(value, 1) ? undefined : 'must be a whole number above zero'),
  keepAliveTimeoutMs: milliseconds,
  pipelining: (value) => (isCount(value, 0) ? undefined : 'must be a whole number, zero or more'),
  allowH2: (value) => (typeof value === 'boolean' ? undefined : 'must be true or false'),
  connectTimeoutMs: milliseconds,
  // The value itself is not repeated: it may hold a password.
  proxy: (value) => (readProxy(value) ? undefined : 'must be the http or https URL of a proxy'),
  ca: (value) => (readCertificates(value) ? undefined : 'must be certificates as PEM, a text, bytes or a list of them'),
  dispatcher: (value) =>
    typeof (value as Partial<UndiciDispatcher> | null)?.request === 'function'
      ? undefined
      : 'must be a dispatcher of undici, such as an Agent',
}

/** Refuses options that nothing reads or that cannot be used, before a connection is opened. */
export function checkOptions(options: UndiciOptions): void {
  const given = Object.entries(options ?? {}).filter(([, value]) => value !== undefined)
  for (const [name, value] of given) {
    const complaint = Object.hasOwn(complaints, name)
      ? complaints[name as keyof UndiciOptions](value)
      : describeUnknownName(name, Object.keys(complaints))
    if (complaint !== undefined) throw configError(name, complaint)
  }
  const beside = given.find(([name]) => name !== 'dispatcher')
  if (options?.dispatcher === undefined || beside === undefined) return
  throw configError(beside[0], 'cannot be given beside dispatcher; set it where that is made')
}
