import { configError } from '../../errors/create-error.ts'
import { compareAmounts } from '../../money/amounts.ts'
import { isDecimal } from '../../money/decimal.ts'
import type { Signal } from '../../platform/types.ts'
import { isKnownType } from '../../status/status.ts'
import type { WebhookEvent } from '../types.ts'
import type { Claim } from './claim.ts'
import { inTime } from './in-time.ts'
import { begin, remember } from './judge.ts'
import type { AnyHandler, HandlerSettings } from './options.ts'
import type { Errand, View } from './read-record.ts'
import { type Reply, reply } from './reply.ts'
import type { Difference, Expectation } from './types.ts'

function differencesFrom(wanted: Expectation, { amount, currency }: WebhookEvent): readonly Difference[] {
  if (wanted === 'any') return []
  if (wanted === undefined || wanted === null) return ['unknown_order']
  if (!isDecimal(wanted.amount) || typeof wanted.currency !== 'string') {
    throw configError('expected', "must return { amount: '10.50', currency: 'USD' }, 'any' or undefined")
  }
  const isSame = {
    amount: isDecimal(amount) && compareAmounts(wanted.amount, amount) === 0,
    currency: wanted.currency.toLowerCase() === String(currency).toLowerCase(),
  }
  return (['amount', 'currency'] as const).filter((name) => !isSame[name])
}

/** Compares an invoice with the owner's order. Other events have no differences. */
async function findDifferences(settings: HandlerSettings, event: WebhookEvent): Promise<readonly Difference[]> {
  const { expected } = settings
  if (expected === undefined || event.type !== 'payment') return []
  return differencesFrom(await inTime(settings, 'expected', () => expected(event)), event)
}

/** Chooses the handler of an event: the most specific name. */
export function chooseName({ on }: HandlerSettings, { type, status }: WebhookEvent): string | undefined {
  // No status has this name today. If one gets it, the handler of mismatches must not run for it.
  const specific = status === 'mismatch' ? [] : [`${type}.${status}`]
  return [...(isKnownType(type) ? [...specific, type] : []), '*'].find((name) => on[name] !== undefined)
}

/** Makes the signal of a handler when it is first read: most handlers do not read it. */
function createSignal() {
  let controller: AbortController | undefined
  let ended: { readonly reason: unknown } | undefined
  return {
    get: (): Signal => {
      controller ??= new AbortController()
      if (ended !== undefined) controller.abort(ended.reason)
      return controller.signal as Signal
    },
    abort: (reason: unknown) => {
      ended ??= { reason }
      controller?.abort(reason)
    },
  }
}

/** A handler that was chosen, and why. */
interface Choice {
  readonly name: string
  readonly handler: AnyHandler
  readonly mismatch: readonly Difference[] | undefined
}

/** Stores that the handler begins, runs it within its time and its lease, and returns the memory to store. */
async function run(
  settings: HandlerSettings,
  claim: Claim,
  errand: Errand,
  view: View,
  choice: Choice,
): Promise<Reply> {
  const { event, record, verdict } = view
  const { state } = verdict
  const { memory } = claim
  const { name, handler, mismatch } = choice
  const busy = reply('busy', { event, detail: 'another worker took the record over' })
  const begun = begin(memory, state)
  try {
    if (!(await claim.keep(begun))) return busy
  } catch (error) {
    return reply('unavailable', { text: 'the store could not be reached', event, error })
  }
  // If this worker was frozen, or the store slow, another worker may have been free to begin.
  if (!claim.isRunning()) return busy
  const signal = createSignal()
  claim.whenLost(() => signal.abort(new Error('The lease was lost.')))
  const context = {
    record,
    delivered: errand.delivered,
    mismatch,
    unfinished: [...new Set(memory.begun.map(([, status]) => status))],
    get signal() {
      return signal.get()
    },
  }
  try {
    await inTime(settings, `on['${name}']`, () => handler(event, context), signal.abort)
  } catch (error) {
    return reply('failed', { event, error, detail: `the handler of ${name} failed`, memory: begun })
  }
  if (mismatch === undefined) {
    return reply('handled', { event, memory: remember(memory, event.type, state, record !== undefined) })
  }
  const told = [...(memory.mismatch ?? []), keyOf(state.key, mismatch)].slice(-mostMismatches)
  // As without a handler, the record has reached this state: no older one runs, and this one runs when `expected` agrees.
  const seen = remember(memory, event.type, state, record !== undefined, true)
  return reply('mismatch', { event, memory: { ...seen, begun: [], mismatch: told } })
}

/** Number of mismatches that are remembered of a record: more than an invoice has states. */
const mostMismatches = 32

const keyOf = (key: string, mismatch: readonly Difference[]) => `${key} ${mismatch}`

/** Compares a new event with the owner's order and runs its handler. */
export async function runHandler(settings: HandlerSettings, claim: Claim, errand: Errand, view: View): Promise<Reply> {
  const { event, record, verdict } = view
  const { state } = verdict
  const { memory } = claim
  let mismatch: readonly Difference[]
  try {
    mismatch = await findDifferences(settings, event)
  } catch (error) {
    return reply('failed', { event, error, detail: '`expected` failed' })
  }
  const isMismatch = mismatch.length > 0
  if (isMismatch && memory.mismatch?.includes(keyOf(state.key, mismatch))) return reply('duplicate', { event })
  const name = isMismatch ? 'payment.mismatch' : chooseName(settings, event)
  const handler = name === undefined ? undefined : settings.on[name]
  if (name !== undefined && handler !== undefined) {
    return run(settings, claim, errand, view, { name, handler, mismatch: isMismatch ? mismatch : undefined })
  }
  if (!isMismatch) {
    return reply('unhandled', { event, memory: remember(memory, event.type, state, record !== undefined, true) })
  }
  const detail = `differs from \`expected\` (${mismatch}), without a handler for 'payment.mismatch'`
  return reply('mismatch', { code: 500, event, detail })
}
