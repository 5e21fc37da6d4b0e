import type { Outcome } from '../errors/types.ts'
import type { Envelope } from './envelope.ts'

/** A server that asks to come again later has not said what it did. */
const undecided = [408, 409, 425, 429]

/** What an answer that is not good says of the effect of its call; `earlier` is what is known of the attempts before it. */
export function outcomeOf(status: number, kind: Envelope['kind'], earlier: Outcome): Outcome {
  const refused = status === 200 || (status >= 400 && status < 500 && !undecided.includes(status))
  return kind === 'refusal' && refused && earlier !== 'unknown' ? 'rejected' : 'unknown'
}
