import type { Claim } from './claim-event.ts'
import { within } from './within.ts'

/** What went wrong with a claim while its event was being handled. */
export type Trouble = (message: string, error?: unknown) => void

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
    await within(renewing, leaseMs / 3, undefined)
  }
}
