import { createError } from '../../errors/create-error.ts'
import type { ResolvedWire, SandboxWire } from '../wire.ts'
import { refuseUnknown } from './refuse-unknown.ts'

type Rule = readonly [fits: (value: unknown) => boolean, wanted: string]

const status: Rule = [
  (value) => Number.isInteger(value) && (value === 200 || (Number(value) >= 400 && Number(value) <= 599)),
  'must be an HTTP status: 200, or 400 to 599',
]
// Infinity is a duration too: what waits for it never happens by itself.
const duration: Rule = [
  (value) => typeof value === 'number' && value >= 0,
  'must be a number of milliseconds, 0 or more',
]

const rules: Readonly<Record<keyof ResolvedWire, Rule>> = {
  escapeUnicode: [(value) => typeof value === 'boolean', 'must be true or false'],
  invalidSignStatus: status,
  notFoundStatus: status,
  confirmationMs: duration,
  payoutMs: duration,
  refundMs: duration,
  redeliveryMs: duration,
  redeliveries: [(value) => Number.isSafeInteger(value) && Number(value) >= 0, 'must be a whole number, 0 or more'],
  subtractFrom: [(value) => value === 'balance' || value === 'amount', 'must be "balance" or "amount"'],
}

const defaultsFor = (gatewayId: string): ResolvedWire => ({
  escapeUnicode: false,
  invalidSignStatus: 401,
  notFoundStatus: 422,
  confirmationMs: 0,
  payoutMs: 60_000,
  refundMs: 60_000,
  redeliveryMs: 60_000,
  redeliveries: 10,
  // The two gateways document opposite readings of the same parameter.
  subtractFrom: gatewayId === 'heleket' ? 'amount' : 'balance',
})

/** Sets every switch: as it was given, or to the default of the gateway. */
export function readWire(wire: SandboxWire, gatewayId: string): ResolvedWire {
  refuseUnknown(wire, Object.keys(rules), 'wire.')
  const given = Object.entries(wire).filter(([, value]) => value !== undefined)
  for (const [name, value] of given) {
    const [fits, wanted] = rules[name as keyof ResolvedWire]
    if (!fits(value)) throw createError('config', `wire.${name} ${wanted}.`, { option: `wire.${name}` })
  }
  return { ...defaultsFor(gatewayId), ...Object.fromEntries(given) }
}
