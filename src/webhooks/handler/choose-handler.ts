import { compareAmounts } from '../../money/amounts.ts'
import type { WebhookEvent } from '../types.ts'
import type { Confirmed } from './confirm-event.ts'
import type { HandlerSettings } from './options.ts'
import { type Reply, reply } from './reply.ts'
import type { ExpectedAmount } from './types.ts'

/** What is to run for an event. */
export interface Choice {
  /** Name under which the event is remembered. What ran for another reason is another thing to remember. */
  readonly key: string
  readonly result: 'handled' | 'ignored' | 'unconfirmed' | 'mismatch'
  readonly name: string | undefined
}

const isAsExpected = ({ amount, currency }: ExpectedAmount, event: WebhookEvent) =>
  compareAmounts(amount, event.amount) === 0 && currency.toLowerCase() === event.currency.toLowerCase()

/** Asks the owner's records about an invoice, and about nothing else. */
async function isMismatch({ expected }: HandlerSettings, event: WebhookEvent): Promise<boolean> {
  const wanted = event.type === 'payment' ? await expected?.(event) : undefined
  return wanted !== undefined && !isAsExpected(wanted, event)
}

/** Chooses the handler of an event: by whether it is borne out and as expected, then the most specific name. */
export async function chooseHandler(settings: HandlerSettings, confirmed: Confirmed): Promise<Choice | Reply> {
  const { event, isBorneOut } = confirmed
  const find = (names: readonly string[]) => names.find((name) => settings.on[name] !== undefined)
  if (!isBorneOut) return { key: `unconfirmed:${event.id}`, result: 'unconfirmed', name: find(['unconfirmed']) }
  try {
    if (await isMismatch(settings, event)) {
      return { key: `mismatch:${event.id}`, result: 'mismatch', name: find(['payment.mismatch']) }
    }
  } catch (error) {
    return reply('failed', { event, error, detail: '`expected` failed' })
  }
  // No status is called so today, and what is kept for mismatches must not run for one that is.
  const specific = event.status === 'mismatch' ? [] : [`${event.type}.${event.status}`]
  const name = find([...specific, event.type, '*'])
  return { key: event.id, result: name === undefined ? 'ignored' : 'handled', name }
}
