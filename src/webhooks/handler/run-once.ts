import { raceTimeout } from '../../platform/waiting.ts'
import type { WebhookEvent } from '../types.ts'
import type { Choice } from './choose-handler.ts'
import { type Claim, type Claiming, claimEvent } from './claim-event.ts'
import type { Confirmed } from './confirm-event.ts'
import type { HandlerSettings } from './options.ts'
import { type Reply, reply } from './reply.ts'

/** What went wrong with a claim while its event was being handled. */
type Trouble = (message: string, error?: unknown) => void

/**
 * Runs something while an event is owned, renewing the lease three times as often as it would run out.
 *
 * Trouble with the lease does not stop what runs: half of an effect would be worse than two.
 */
export async function holdClaim<Result>(
  claim: Claim,
  leaseMs: number,
  run: () => Promise<Result>,
  trouble: Trouble,
): Promise<Result> {
  let renewing: Promise<void> = Promise.resolve()
  const renew = async () => {
    try {
      if (!(await claim.renew())) trouble('another worker took the event over while its handler ran')
    } catch (error) {
      trouble('the lease of the event could not be renewed', error)
    }
  }
  const timer = setInterval(() => {
    renewing = renewing.then(renew)
  }, leaseMs / 3)
  try {
    return await run()
  } finally {
    clearInterval(timer)
    // A store that does not answer must not keep the gateway waiting.
    await raceTimeout(renewing, leaseMs / 3, undefined)
  }
}

type Run = () => Promise<Reply>

/** What to answer where nothing handles it. */
function unhandled({ result }: Choice, event: WebhookEvent): Reply {
  if (result === 'ignored') return reply('ignored', { event })
  if (result === 'unconfirmed') return reply('unconfirmed', { event, detail: 'the gateway does not bear it out' })
  const detail = "the invoice is not what `expected` says, and there is no handler for 'payment.mismatch'"
  return reply('mismatch', { code: 500, event, detail })
}

async function endClaim(claim: Claim, state: 'done' | 'free', leaseMs: number, trouble: Trouble): Promise<void> {
  try {
    const ended = await raceTimeout(claim.end(state), leaseMs / 3, 'late' as const)
    if (ended === 'late') trouble('the store did not answer in time when the event was handled')
    else if (!ended) trouble('another worker took the event over while its handler ran')
  } catch (error) {
    trouble(`the event could not be stored as ${state}`, error)
  }
}

async function runClaimed(claim: Claim, leaseMs: number, run: Run, trouble: Trouble): Promise<Reply> {
  const ran = await holdClaim(claim, leaseMs, run, trouble)
  // A handler that finished is not to run again, so trouble with the store does not make the gateway send again.
  await endClaim(claim, ran.result === 'failed' ? 'free' : 'done', leaseMs, trouble)
  return ran
}

/** Runs the chosen handler, and with a store, never twice for one event that was handled. */
export async function runOnce(
  { on, store, leaseMs, now }: HandlerSettings,
  choice: Choice,
  { event, record }: Confirmed,
  delivered: WebhookEvent,
  trouble: Trouble,
): Promise<Reply> {
  const handler = choice.name === undefined ? undefined : on[choice.name]
  if (handler === undefined) return unhandled(choice, event)
  const run: Run = async () => {
    try {
      await handler(event, { record, delivered })
      return reply(choice.result, { code: 200, event })
    } catch (error) {
      return reply('failed', { event, error, detail: `the handler of ${choice.name} failed` })
    }
  }
  if (store === undefined) return run()
  let claiming: Claiming
  try {
    claiming = await claimEvent(store, choice.key, { leaseMs, now, owner: crypto.randomUUID() })
  } catch (error) {
    return reply('unavailable', { text: 'the store could not be asked', event, error })
  }
  return typeof claiming === 'string' ? reply(claiming, { event }) : runClaimed(claiming, leaseMs, run, trouble)
}
