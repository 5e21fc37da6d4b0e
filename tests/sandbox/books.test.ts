import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isCryptomusError } from '../../src/errors/is-cryptomus-error.ts'
import { advanceClock } from '../../src/sandbox/advance-clock.ts'
import { balance } from '../../src/sandbox/behaviours/balance.ts'
import { createInvoice } from '../../src/sandbox/invoices/create-invoice.ts'
import { payInvoice } from '../../src/sandbox/invoices/pay-invoice.ts'
import { endPayout } from '../../src/sandbox/payouts/end-payout.ts'
import { openPayout } from '../../src/sandbox/payouts/open-payout.ts'
import type { Account } from '../../src/sandbox/world/ledger.ts'
import { coins } from '../../src/sandbox/world/market.ts'
import type { World } from '../../src/sandbox/world/types.ts'
import { toFixed } from '../../src/sandbox/world/units.ts'
import { callback, openWorld } from '../tools/sandbox.ts'

const accounts: readonly Account[] = ['outside', 'held', 'merchant', 'personal', 'fees']

const amounts = fc.oneof(
  fc.integer({ min: 1, max: 30_000 }).map(String),
  fc.bigInt({ min: 1n, max: 10n ** 13n }).map((units) => toFixed(units)),
)
const places = fc.constantFrom(
  ['USDT', 'tron'],
  ['USDT', 'bsc'],
  ['BTC', 'btc'],
  ['LTC', 'ltc'],
  ['ETH', undefined],
  ['EUR', undefined],
  ['RUB', 'doge'],
)
const targets = fc.constantFrom(undefined, undefined, 'LTC', 'BTC', 'DOGE')
const orderIds = fc.integer({ min: 0, max: 9 }).map((index) => `order-${index}`)

const steps = fc.oneof(
  fc.record({
    do: fc.constant('create' as const),
    order_id: orderIds,
    amount: amounts,
    place: places,
    to_currency: targets,
    is_payment_multiple: fc.boolean(),
    accuracy_payment_percent: fc.constantFrom(0, 2.5, 50),
    subtract: fc.constantFrom(0, 33, 100),
    discount_percent: fc.constantFrom(-99, 0, 10, 100),
    is_refresh: fc.boolean(),
  }),
  fc.record({ do: fc.constant('pay' as const), index: fc.nat(9), amount: fc.option(amounts, { nil: undefined }) }),
  fc.record({
    do: fc.constant('payout' as const),
    order_id: orderIds,
    amount: amounts,
    place: places,
    to_currency: targets,
    is_subtract: fc.boolean(),
    from_currency: fc.constantFrom(undefined, 'USDT'),
  }),
  fc.record({
    do: fc.constant('settle' as const),
    index: fc.nat(9),
    status: fc.constantFrom('paid' as const, 'fail' as const),
    isFinal: fc.boolean(),
  }),
  fc.record({ do: fc.constant('advance' as const), ms: fc.constantFrom(1, 30_000, 60_000, 600_000, 3_600_000) }),
)

type Step = typeof steps extends fc.Arbitrary<infer Value> ? Value : never

const uuidAt = (records: ReadonlyMap<string, unknown>, index: number) => [...records.keys()][index] ?? 'nothing'

async function take(world: World, step: Step): Promise<void> {
  // A receiver that takes everything at once.
  const deliver = async () => {
    world.outgoing.length = 0
  }
  if (step.do === 'advance') await advanceClock(world, step.ms, deliver)
  else if (step.do === 'pay') payInvoice(world, uuidAt(world.invoices, step.index), { amount: step.amount })
  else if (step.do === 'settle') endPayout(world, uuidAt(world.payouts, step.index), step.status, step.isFinal)
  else {
    const { do: kind, place, ...params } = step
    const [currency = '', network] = place as readonly [string, string?]
    const shared = { ...params, currency, network, url_callback: callback }
    if (kind === 'create') createInvoice(world, shared, '')
    else openPayout(world, { ...shared, is_subtract: 'is_subtract' in step && step.is_subtract, address: 'T' })
  }
  await deliver()
}

function checkBooks(world: World): void {
  const { ledger } = world
  for (const coin of coins) {
    const holdings = accounts.map((account) => ledger.balanceOf(account, coin))
    assert.equal(
      holdings.reduce((sum, units) => sum + units, 0n),
      0n,
      `${coin} does not add up: ${holdings}`,
    )
    for (const account of ['merchant', 'held', 'fees'] as const) {
      assert.ok(ledger.balanceOf(account, coin) >= 0n, `${account} of ${coin} is below zero`)
    }
  }
}

/** What is held must be what open invoices and payouts hold, and nothing else. */
function checkHeld({ ledger, invoices, payouts }: World): void {
  const held = new Map<string, bigint>()
  const add = (coin: string, units: bigint) => held.set(coin, (held.get(coin) ?? 0n) + units)
  for (const { route, paid, isFinal } of invoices.values())
    if (route !== undefined && !isFinal) add(route.currency, paid)
  for (const { fundedIn, debited, isFinal } of payouts.values()) if (!isFinal) add(fundedIn, debited)
  for (const coin of coins) assert.equal(ledger.balanceOf('held', coin), held.get(coin) ?? 0n, coin)
}

function checkAnswer(world: World): void {
  const { result } = balance.get(world, {}, { payUrl: '' }).body as {
    result: [{ balance: { merchant: { balance: string; currency_code: string }[] } }]
  }
  for (const { balance: shown, currency_code: coin } of result[0].balance.merchant) {
    assert.equal(shown, toFixed(world.ledger.balanceOf('merchant', coin)))
  }
}

for (const confirmationMs of [0, 45_000]) {
  test(`the books balance after every step of any story, with confirmations after ${confirmationMs} ms`, async () => {
    const seen = new Set<string>()
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { minLength: 5, maxLength: 40 }), async (story) => {
        const world = openWorld({ wire: { confirmationMs } })
        for (const step of story) {
          try {
            await take(world, step)
          } catch (error) {
            if (!isCryptomusError(error, 'validation')) throw error
          }
          checkBooks(world)
          checkHeld(world)
        }
        checkAnswer(world)
        for (const { status } of [...world.invoices.values(), ...world.payouts.values()]) seen.add(status)
      }),
      { seed: 20_261_124, numRuns: 600 },
    )
    // A story in which nothing happens would balance, too.
    for (const status of ['check', 'cancel', 'paid', 'paid_over', 'wrong_amount', 'process', 'fail']) {
      assert.ok(seen.has(status), `no story came to ${status}`)
    }
  })
}
