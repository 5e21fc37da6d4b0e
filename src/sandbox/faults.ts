import type { Groups } from '../operations/groups.ts'
import { groups } from '../operations/groups.ts'
import { describeUnknownName } from '../options/known-names.ts'
import { refuseInput } from './world/answer.ts'

/** Id of an operation of this package: `payments.create`. */
type OperationId = { [Name in keyof Groups]: `${Name}.${keyof Groups[Name] & string}` }[keyof Groups]

/**
 * Way in which an API call goes wrong.
 *
 * - `drop`: the connection breaks before the gateway acts.
 * - `act-then-drop`: the gateway acts, then the connection breaks.
 * - `stall`: the gateway acts, and never responds.
 * - `slow`: the gateway acts, and responds `ms` later on the sandbox's clock.
 * - `half-body`: the gateway acts, and the connection breaks in the middle of the response.
 * - `429`: too many requests, with a `retry-after` of one second.
 * - `500`: the gateway's own "Server error, #1".
 * - `502`: a page of HTML.
 * - `refuse`: refused in the words of `message`, with the HTTP status `status`.
 * - `stale`: a read returns the state before the record's last change, or does not find it if it has just been made.
 */
export type ApiFaultKind =
  | 'drop'
  | 'act-then-drop'
  | 'stall'
  | 'slow'
  | 'half-body'
  | '429'
  | '500'
  | '502'
  | 'refuse'
  | 'stale'

/** API calls that go wrong. */
export interface ApiFault {
  /** Way in which they go wrong. */
  readonly kind: ApiFaultKind
  /** Operation that goes wrong: `payments.create`. @default any; for `stale` any that reads records */
  readonly operation?: OperationId | undefined
  /** Number of calls that go wrong, or `Infinity`. @default 1, or no limit with `forMs` */
  readonly times?: number | undefined
  /** Milliseconds on the sandbox's clock after which the fault is over. @default no limit */
  readonly forMs?: number | undefined
  /** Delay of `slow`, in milliseconds on the sandbox's clock. @default 60_000 */
  readonly ms?: number | undefined
  /** True to carry the request out before a `429`, `500` or `502` all the same. @default false */
  readonly acts?: boolean | undefined
  /** Words of `refuse`. @default 'You are forbidden' */
  readonly message?: string | undefined
  /** HTTP status of `refuse`: 400 to 599. @default 422 */
  readonly status?: number | undefined
}

/** Webhooks that go wrong. */
export interface WebhookFault {
  /**
   * Way in which they go wrong:
   *
   * - `duplicate`: sent twice, one after the other.
   * - `twice_at_once`: sent twice at the same time.
   * - `reorder`: sent right after the next webhook about the same record, or after `ms` if none comes.
   * - `delay`: sent `ms` later on the sandbox's clock; the webhooks after it do not wait.
   * - `lose`: never arrives, and is not sent again.
   */
  readonly webhook: 'duplicate' | 'twice_at_once' | 'reorder' | 'delay' | 'lose'
  /** Number of webhooks that go wrong, or `Infinity`. @default 1, or no limit with `forMs` */
  readonly times?: number | undefined
  /** Milliseconds on the sandbox's clock after which the fault is over. @default no limit */
  readonly forMs?: number | undefined
  /** Milliseconds of `delay` and `reorder` on the sandbox's clock. @default 60_000 */
  readonly ms?: number | undefined
}

/** Something that goes wrong, on demand: API calls or webhooks. */
export type SandboxFault = ApiFault | WebhookFault

/** Default of `ms`. */
export const defaultDelayMs = 60_000

/** Operations that a `stale` fault has an effect on: those that read records. */
const readers: readonly string[] = [
  'payments.get',
  'payments.list',
  'payouts.get',
  'payouts.list',
  'recurrences.get',
  'recurrences.list',
]

const apiKinds = {
  drop: true,
  'act-then-drop': true,
  stall: true,
  slow: true,
  'half-body': true,
  429: true,
  500: true,
  502: true,
  refuse: true,
  stale: true,
} satisfies Record<ApiFaultKind, true>

const webhookKinds = {
  duplicate: true,
  twice_at_once: true,
  reorder: true,
  delay: true,
  lose: true,
} satisfies Record<WebhookFault['webhook'], true>

/** Returns `true` if a string is a kind of API fault. */
export const isApiFaultKind = (kind: string): kind is ApiFaultKind => Object.hasOwn(apiKinds, kind)

const operationIds = Object.entries(groups).flatMap(([name, members]) =>
  Object.keys(members).map((member) => `${name}.${member}`),
)

/** Options that a fault has beside those of every fault; in any other one they would have no effect. */
const ownOptions: Readonly<Record<string, readonly string[]>> = {
  slow: ['ms'],
  429: ['acts'],
  500: ['acts'],
  502: ['acts'],
  refuse: ['message', 'status'],
  reorder: ['ms'],
  delay: ['ms'],
}

function assertOneOf(path: string, value: unknown, known: readonly string[]): void {
  if (typeof value === 'number') refuseInput(path, `must be text: "${value}"`)
  if (typeof value !== 'string' || !known.includes(value)) refuseInput(path, describeUnknownName(String(value), known))
}

const isDuration = (value: unknown) => value === undefined || (typeof value === 'number' && value >= 0)

/** Returns the fault if it is one; throws a `validation` error that names what is wrong with it otherwise. */
export function requireFault(fault: SandboxFault): SandboxFault {
  const { kind, webhook, operation, times, status, acts, message, ...rest } = Object(fault) as Partial<
    ApiFault & WebhookFault
  >
  if ((kind === undefined) === (webhook === undefined)) refuseInput('kind', 'or webhook must be given, and not both')
  if (kind === undefined) assertOneOf('webhook', webhook, Object.keys(webhookKinds))
  else assertOneOf('kind', kind, Object.keys(apiKinds))
  const own = ownOptions[String(kind ?? webhook)] ?? []
  const known = [...(kind === undefined ? ['webhook'] : ['kind', 'operation']), 'times', 'forMs', ...own]
  for (const name of Object.keys(fault)) assertOneOf(name, name, known)
  if (operation !== undefined) assertOneOf('operation', operation, kind === 'stale' ? readers : operationIds)
  const isCount =
    times === undefined || times === Number.POSITIVE_INFINITY || (Number.isSafeInteger(times) && times > 0)
  if (!isCount) refuseInput('times', 'must be a whole number above zero, or Infinity')
  if (!isDuration(rest.forMs)) refuseInput('forMs', 'must be a number of milliseconds, 0 or more')
  if (!isDuration(rest.ms)) refuseInput('ms', 'must be a number of milliseconds, 0 or more')
  if (status !== undefined && !(Number.isInteger(status) && status >= 400 && status <= 599)) {
    refuseInput('status', 'must be an HTTP status: 400 to 599')
  }
  if (acts !== undefined && typeof acts !== 'boolean') refuseInput('acts', 'must be true or false')
  if (message !== undefined && typeof message !== 'string') refuseInput('message', 'must be a string')
  return fault
}

/** A fault that has not been used up. */
export interface LiveFault {
  readonly fault: SandboxFault
  left: number
  /** End on the sandbox's clock. */
  readonly until: number
}

/** The faults of a sandbox, in the order in which they were made. */
export interface Faults {
  readonly add: (fault: SandboxFault) => () => void
  /** Uses up a fault of an API call, if there is one. */
  readonly takeApi: (operation: string) => ApiFault | undefined
  /** Uses up a fault of a webhook, if there is one. */
  readonly takeWebhook: () => WebhookFault | undefined
  readonly live: LiveFault[]
}

const fitsCall = (fault: SandboxFault, operation: string) =>
  'kind' in fault &&
  (fault.operation === undefined || fault.operation === operation) &&
  (fault.kind !== 'stale' || readers.includes(operation))

/** Makes the faults of a sandbox. */
export function createFaults(clock: { readonly now: number }, live: LiveFault[] = []): Faults {
  const take = (fits: (fault: SandboxFault) => boolean) => {
    for (let at = 0; at < live.length; ) {
      const entry = live[at]!
      if (entry.until < clock.now || entry.left <= 0) live.splice(at, 1)
      else if (fits(entry.fault)) {
        entry.left -= 1
        return entry.fault
      } else at++
    }
    return undefined
  }
  return {
    live,
    add: (given) => {
      const { times, forMs, ...fault } = requireFault(given)
      const entry = {
        fault: fault as SandboxFault,
        left: times ?? (forMs === undefined ? 1 : Number.POSITIVE_INFINITY),
        until: clock.now + (forMs ?? Number.POSITIVE_INFINITY),
      }
      live.push(entry)
      return () => {
        entry.left = 0
      }
    },
    takeApi: (operation) => take((fault) => fitsCall(fault, operation)) as ApiFault | undefined,
    takeWebhook: () => take((fault) => 'webhook' in fault) as WebhookFault | undefined,
  }
}
