import type { FetchInit, ResponseLike } from '../../../src/call/types.ts'
import { backstage, type WithBackstage } from '../../../src/sandbox/backstage.ts'
import { createSandbox } from '../../../src/sandbox/create-sandbox.ts'
import { signPayload } from '../../../src/signing/sign-payload.ts'
import type { Random } from '../../support/random.ts'
import type { VirtualTime } from './virtual-time.ts'

/** What can happen in a schedule. */
export interface Profile {
  /** From this time on nothing goes wrong any more. */
  readonly healsAt: number
  /** Words with which the gateway refuses every payout until it heals. */
  readonly refusal?: { readonly message: string; readonly status: number } | undefined
  /** Milliseconds after which a request on its way arrives, at most. */
  readonly lateMs: number
  /** Milliseconds for which a read does not find a new record, at most. */
  readonly lagMs: number
  /** Time at which the gateway forgets every order_id and every record. */
  readonly forgetsAt: number
  /** How a payout ends some time after it was made, if it does. */
  readonly ending?: 'paid' | 'fail' | 'fail, then paid' | undefined
}

/** The gateway in memory behind a network that loses, delays and doubles what it carries. */
export interface ModelGateway {
  /** Carries one request of a process, which may die or stand still before it leaves. */
  readonly fetch: (url: string, init: FetchInit, leave: () => Promise<void>) => Promise<ResponseLike>
  /** Creates that left while an earlier one of the same order_id could still arrive. */
  readonly overlaps: () => number
  /** Times at which creates left. */
  readonly left: readonly number[]
  /** Payouts that were made, by the order_id that was asked for. */
  readonly made: ReadonlyMap<string, readonly string[]>
  readonly calls: () => number
  readonly clientOptions: ReturnType<typeof createSandbox>['clientOptions']
  /** Reads a payout as the gateway has it. */
  readonly read: (uuid: string) => Promise<{ readonly status: string; readonly is_final: boolean }>
}

const connectionError = (code: string) =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) })
const never = () => new Promise<never>(() => {})
const html = { status: 502, text: '<html><h1>502 Bad Gateway</h1></html>' }
const down = { status: 500, text: '{"message":"Server error, #1","code":500,"error":null}' }
const busy = { status: 429, text: '{"message":"Too Many Attempts."}' }

interface Answer {
  readonly status: number
  readonly text: string
}

const toResponse = ({ status, text }: Answer): ResponseLike => ({
  status,
  headers: { get: () => null },
  text: async () => text,
})

export function createModelGateway(time: VirtualTime, random: Random, profile: Profile): ModelGateway {
  const sandbox = createSandbox({ startAt: time.now(), wire: { payoutMs: Number.POSITIVE_INFINITY } })
  const { answer } = (sandbox as WithBackstage)[backstage]!
  const { healsAt, lateMs, lagMs, forgetsAt, refusal } = profile
  const made = new Map<string, string[]>()
  const madeAt = new Map<string, number>()
  const left: number[] = []
  const underWay: { readonly orderId: string; readonly until: number }[] = []
  let [overlaps, calls] = [0, 0]

  /** What the gateway does with a request, whenever that arrives. */
  async function arrive(url: string, { method, headers, body = '' }: FetchInit): Promise<Answer> {
    const asked = JSON.parse(body) as { order_id?: string; uuid?: string }
    const isCreate = url.endsWith('/v1/payout')
    const hasForgotten = time.now() >= forgetsAt
    if (isCreate && refusal !== undefined && time.now() < healsAt) {
      return { status: refusal.status, text: JSON.stringify({ state: 1, message: refusal.message }) }
    }
    const known = asked.uuid ?? made.get(asked.order_id ?? '')?.[0]
    const age = time.now() - (madeAt.get(known ?? '') ?? Number.NEGATIVE_INFINITY)
    const isUnseen = age < lagMs * random.next()
    if (!isCreate && (isUnseen || (hasForgotten && (madeAt.get(known ?? '') ?? 0) < forgetsAt))) {
      return { status: 422, text: '{"state":1,"message":"Payout not found"}' }
    }
    if (hasForgotten && isCreate && known !== undefined) {
      // It makes the payout a second time, which the sandbox itself never would.
      made.set(asked.order_id!, [known, 'a second payout'])
      return { status: 422, text: '{"state":1,"message":"Gateway error"}' }
    }
    const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
    const reply = await answer({
      method,
      url,
      headers: { get: (name) => lower[name.toLowerCase()] ?? null },
      text: async () => body,
    })
    const { result } = JSON.parse(reply.text) as { result?: { uuid?: string } }
    if (isCreate && result?.uuid !== undefined) remember(asked.order_id!, result.uuid)
    return { status: reply.status, text: respell(reply.text, isCreate) }
  }

  function remember(orderId: string, uuid: string): void {
    const all = made.get(orderId) ?? []
    if (all.includes(uuid)) return
    made.set(orderId, [...all, uuid])
    madeAt.set(uuid, time.now())
    const { ending } = profile
    if (ending === undefined) return
    const wait = random.below(3_600_000)
    time.later(
      wait,
      () =>
        void sandbox.settlePayout(uuid, ending === 'paid' ? 'paid' : 'fail', { isFinal: ending !== 'fail, then paid' }),
    )
    if (ending === 'fail, then paid')
      time.later(wait + random.below(3_600_000), () => void sandbox.settlePayout(uuid, 'paid'))
  }

  /** Writes an answer in one of the ways in which gateways write the same. */
  function respell(text: string, isCreate: boolean): string {
    if (isCreate || random.below(3) > 0) return text
    const { result, ...rest } = JSON.parse(text) as { result?: Record<string, unknown> }
    if (result === undefined) return text
    const spelt = { ...result, amount: `${Number(result.amount).toFixed(8)}`, order_id: random.pick([null, undefined]) }
    return JSON.stringify({ ...rest, result: { ...spelt, network: String(result.network).toLowerCase() } })
  }

  const latency = () => 20 + random.below(400)

  return {
    left,
    made,
    clientOptions: sandbox.clientOptions,
    overlaps: () => overlaps,
    calls: () => calls,
    read: async (uuid) => {
      const body = JSON.stringify({ uuid })
      const { merchantId, payoutApiKey } = sandbox.clientOptions
      const headers: Record<string, string> = { merchant: merchantId, sign: signPayload(body, payoutApiKey) }
      const url = 'https://api.cryptomus.com/v1/payout/info'
      const reply = await answer({
        method: 'POST',
        url,
        headers: { get: (name) => headers[name] ?? null },
        text: async () => body,
      })
      return JSON.parse(reply.text).result
    },
    fetch: async (url, init, leave) => {
      await leave()
      if (init.signal?.aborted) throw init.signal.reason
      calls += 1
      const isCreate = url.endsWith('/v1/payout')
      const isCalm = time.now() >= healsAt
      const fate = isCalm ? 'ok' : random.pick(fates)
      const travel = latency()
      if (isCreate) {
        const { order_id: orderId } = JSON.parse(init.body ?? '') as { order_id: string }
        left.push(time.now())
        if (underWay.some((flight) => flight.orderId === orderId && flight.until > time.now())) overlaps += 1
        const lateAfter = travel + random.below(lateMs)
        if (fate === 'late' || fate === 'twice') time.later(lateAfter, () => void arrive(url, init))
        // A copy that the network has made of a request that was answered is nobody's to know.
        const arrivesAfter = fate === 'late' ? lateAfter : travel
        if (fate !== 'refused connection' && fate !== 'lost')
          underWay.push({ orderId, until: time.now() + arrivesAfter })
      }
      if (fate === 'refused connection') throw connectionError('ECONNREFUSED')
      const aborted = new Promise<never>((_, reject) => {
        init.signal?.addEventListener('abort', () => reject(init.signal?.reason))
      })
      if (fate === 'lost' || fate === 'late') return Promise.race([never(), aborted])
      await Promise.race([time.sleep(travel), aborted])
      if (fate === 'reset') throw connectionError('ECONNRESET')
      if (fate === 'html') return toResponse(html)
      if (fate === 'down') return toResponse(down)
      if (fate === 'busy') return toResponse(busy)
      const answered = await arrive(url, init)
      await Promise.race([time.sleep(travel), aborted])
      if (fate === 'dropped') throw connectionError('ECONNRESET')
      if (fate === 'html after it acted') return toResponse(html)
      if (fate === 'half a body') return toResponse({ ...answered, text: answered.text.slice(0, -9) })
      return toResponse(answered)
    },
  }
}

const fates = [
  'ok',
  'ok',
  'ok',
  'refused connection',
  'lost',
  'late',
  'twice',
  'reset',
  'dropped',
  'dropped',
  'html',
  'html after it acted',
  'down',
  'busy',
  'half a body',
] as const
