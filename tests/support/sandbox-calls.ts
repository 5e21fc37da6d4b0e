import fc from 'fast-check'
import { isCryptomusError } from '../../src/errors/is-cryptomus-error.ts'
import { transferFunds } from '../../src/sandbox/account.ts'
import type { SandboxFault } from '../../src/sandbox/faults.ts'
import { payInvoice } from '../../src/sandbox/invoices/lifecycle.ts'
import { endPayout } from '../../src/sandbox/payouts/end-payout.ts'
import { handleRequest } from '../../src/sandbox/requests/handle-request.ts'
import { createRoutes } from '../../src/sandbox/requests/routes.ts'
import { setStatus } from '../../src/sandbox/set-status.ts'
import type { SandboxOptions } from '../../src/sandbox/types.ts'
import { deposit } from '../../src/sandbox/wallets/behaviour.ts'
import { advanceClock } from '../../src/sandbox/world/clock.ts'
import { createWorld } from '../../src/sandbox/world/create-world.ts'
import { saveWorld } from '../../src/sandbox/world/snapshot.ts'
import type { World } from '../../src/sandbox/world/types.ts'
import { toFixed } from '../../src/sandbox/world/units.ts'
import { signPayload } from '../../src/signing/sign-payload.ts'
import { turn } from './clocks.ts'
import { operations } from './operations.ts'
import { allOf, startAt } from './sandbox.ts'

/** A sandbox under random calls: its parts, and what it has answered. */
export interface Run {
  readonly options: SandboxOptions
  /** Replaced when the sandbox goes on from its saved state. */
  world: World
  readonly said: string[]
  calls: number
}

/** Something that is done to a sandbox. */
export type Step = (run: Run) => void | Promise<void>

export function startRun(options: SandboxOptions): Run {
  const all = { startAt, ...options }
  return { options: all, world: createWorld(all), said: [], calls: 0 }
}

const coins = ['USDT', 'BTC', 'TRX']
const networks: Readonly<Record<string, string>> = { USDT: 'tron', BTC: 'btc', TRX: 'tron' }
const amount = fc.oneof(
  fc.bigInt({ min: 1n, max: 4_000n * 10n ** 8n }).map((units) => toFixed(units)),
  fc.constantFrom('20', '0.5', '10000', '0.00000001', '9999999999'),
)
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined })

/** What a param may be replaced with: nonsense, and the same thing in another spelling. */
const replacement = fc.constantFrom<unknown>(
  ...[undefined, null, '', ' ', '0', 0, 1, -1, '1', 'true', true, false, [], {}, ['x'], 'x'.repeat(300), 'NOPE', 1.5],
  ...['\ud83c\udf89', 'a b', '../..', '2026-05-01 10:00:00', '1e3', 1e21, { currency: 'BTC' }, [{ currency: 'BTC' }]],
)

const known = ({ world }: Run): readonly string[] =>
  [world.invoices, world.payouts, world.wallets, world.recurrences].flatMap((kind) =>
    allOf<{ readonly uuid: string }>(kind).map(({ uuid }) => uuid),
  )

const anyOf = (run: Run, at: number) => {
  const uuids = known(run)
  return uuids[at % (uuids.length + 1)] ?? 'nobody'
}

const call = fc
  .record({
    operation: fc.constantFrom(...operations),
    isExample: fc.boolean(),
    at: fc.nat(1000),
    order: fc.nat(3),
    amount,
    currency: fc.constantFrom(...coins, 'USD', 'EUR', 'NOPE'),
    isPlain: fc.boolean(),
    changes: fc.array(fc.tuple(fc.nat(20), replacement), { maxLength: 2 }),
  })
  .map(
    ({ operation: { id, group, operation, fixture }, ...how }): Step =>
      async (run) => {
        const base = (how.isExample ? fixture.example.params : fixture.valid) as Readonly<Record<string, unknown>>
        const params: Record<string, unknown> = { ...base }
        const names = Object.keys(params)
        for (const name of names) {
          if (name.endsWith('uuid')) params[name] = anyOf(run, how.at)
          if (name === 'order_id') params[name] = `${group}-${how.order}`
          if (name === 'amount') params[name] = how.amount
          if (name === 'currency') params[name] = how.currency
          if (name === 'network') params[name] = networks[how.currency] ?? 'tron'
        }
        if (!how.isPlain) for (const [at, value] of how.changes) params[names[at % names.length] ?? 'more'] = value
        if (id === 'payments.create' && how.isPlain) delete params.currencies
        const { world } = run
        const path = `/${operation.path.slice(1)}`.replace('{currency}', how.currency)
        const body = JSON.stringify(params)
        const findRoute = createRoutesOf(world)
        const role = findRoute(operation.method, path)?.route.keys[0]
        const { merchantId, apiKey, payoutApiKey } = world.credentials
        const sign = signPayload(body, role === 'payout' ? payoutApiKey : apiKey)
        const given: Readonly<Record<string, string>> = { merchant: merchantId, sign }
        const headers = { get: (name: string) => given[name] ?? null }
        const request = { method: operation.method, url: `https://api.test${path}`, headers, text: async () => body }
        const mayBeSlow = world.faults.live.some(({ fault }) => 'kind' in fault && fault.kind === 'slow')
        const answering = handleRequest(world, findRoute, request).then(({ status, text, broken }) => {
          run.said.push(`${id} ${status} ${broken ?? text}`)
        })
        run.calls += 1
        // A slow answer comes when the clock is advanced.
        await (mayBeSlow ? Promise.race([answering, turn()]) : answering)
      },
  )

const routes = new Map<string, ReturnType<typeof createRoutes>>()
function createRoutesOf({ gateway, wire }: World) {
  const found = routes.get(gateway.id) ?? createRoutes(gateway, wire)
  routes.set(gateway.id, found)
  return found
}

const status = fc.constantFrom(
  ...[
    'check',
    'process',
    'confirm_check',
    'wrong_amount_waiting',
    'paid',
    'paid_over',
    'wrong_amount',
    'cancel',
    'fail',
  ],
  ...['system_fail', 'locked', 'refund_process', 'refund_fail', 'refund_paid', 'active', 'nonsense'],
)

const fault = fc.oneof(
  fc.record({
    kind: fc.constantFrom(
      ...(['drop', 'act-then-drop', 'stall', 'slow', 'half-body', '429', '500', '502', 'refuse', 'stale'] as const),
    ),
    times: maybe(fc.constantFrom(1, 3)),
    acts: maybe(fc.boolean()),
    ms: maybe(fc.nat(90_000)),
  }),
  fc.record({
    webhook: fc.constantFrom(...(['duplicate', 'twice_at_once', 'reorder', 'delay', 'lose'] as const)),
    times: maybe(fc.constantFrom(1, 3)),
    forMs: maybe(fc.nat(90_000)),
  }),
) as fc.Arbitrary<SandboxFault>

const pick = fc.nat(1000)

/** Steps that are not calls of the API, each as likely as the others. */
const others: readonly fc.Arbitrary<Step>[] = [
  fc.tuple(pick, maybe(amount), maybe(fc.constantFrom(...coins))).map(
    ([at, paid, currency]): Step =>
      async (run) => {
        const uuid = anyOf(run, at)
        payInvoice(run.world, uuid, { amount: paid, currency })
        await run.world.outbox.flush(uuid)
      },
  ),
  fc.tuple(pick, amount).map(
    ([at, sent]): Step =>
      async (run) => {
        const uuid = deposit(run.world, anyOf(run, at), { amount: sent })
        await run.world.outbox.flush(uuid)
      },
  ),
  fc.tuple(pick, status, maybe(fc.boolean())).map(
    ([at, to, isFinal]): Step =>
      (run) =>
        setStatus(run.world, anyOf(run, at), to, { isFinal }),
  ),
  fc.tuple(pick, fc.constantFrom('paid' as const, 'fail' as const), fc.boolean()).map(
    ([at, to, isFinal]): Step =>
      (run) =>
        endPayout(run.world, anyOf(run, at), to, isFinal),
  ),
  fc.oneof(fc.nat(4_000_000), fc.constantFrom(0, 1, 60_000)).map(
    (ms): Step =>
      (run) =>
        advanceClock(run.world, ms),
  ),
  fc.constantFrom(...coins).map(
    (currency): Step =>
      ({ world }) => {
        // All that the merchant has is spent, so that nothing can be taken back.
        const amount = toFixed(world.ledger.balanceOf('merchant', currency))
        transferFunds(world, { amount, currency }, 'personal')
      },
  ),
  fault.map(
    (each): Step =>
      (run) =>
        void run.world.faults.add(each),
  ),
  fc.constant<Step>((run) => {
    run.world = createWorld({ ...run.options, state: saveWorld(run.world) })
  }),
]

/** Stories of random steps, two of three of them calls of the API. */
export const stories = fc.array(
  fc.oneof({ weight: 14, arbitrary: call }, ...others.map((arbitrary) => ({ weight: 1, arbitrary }))),
  { maxLength: 60, size: 'max' },
)

/** Takes a step; one that the sandbox refuses in words for the test is none. Anything else that is thrown is a fault. */
export async function take(run: Run, step: Step): Promise<void> {
  try {
    await step(run)
  } catch (error) {
    if (!isCryptomusError(error, 'validation')) throw error
    run.said.push(error.message)
  }
}
