import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isCryptomusError } from '../../src/errors/is-cryptomus-error.ts'
import { balanceBehaviours } from '../../src/sandbox/account.ts'
import { createInvoice } from '../../src/sandbox/invoices/create-invoice.ts'
import { payInvoice } from '../../src/sandbox/invoices/lifecycle.ts'
import { openPayout } from '../../src/sandbox/payouts/behaviour.ts'
import { endPayout } from '../../src/sandbox/payouts/end-payout.ts'
import { advanceClock } from '../../src/sandbox/world/clock.ts'
import type { Account } from '../../src/sandbox/world/ledger.ts'
import type { World } from '../../src/sandbox/world/types.ts'
import { toFixed } from '../../src/sandbox/world/units.ts'
import { allOf, context, openWorld } from '../support/sandbox.ts'

const accounts: readonly Account[] = ['outside', 'held', 'merchant', 'personal', 'fees']

/** Something that is done to a sandbox; what it does not allow is no part of this test. */
type Step = (world: World) => void | Promise<void>

const amount = fc.bigInt({ min: 1n, max: 4_000n * 10n ** 8n }).map((units) => toFixed(units))
const coin = fc.constantFrom('USDT', 'BTC', 'TRX')
const currency = fc.oneof(coin, fc.constantFrom('USD', 'RUB'))
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined })
const pick = (records: readonly { readonly uuid: string }[], at: number) => records.at(at % 7)?.uuid ?? 'nobody'

const createInvoiceStep = fc
  .record({
    amount,
    currency,
    order_id: fc.nat(9).map(String),
    to_currency: maybe(coin),
    subtract: maybe(fc.nat(100)),
    discount_percent: maybe(fc.integer({ min: -99, max: 100 })),
    accuracy_payment_percent: maybe(fc.nat(50)),
    is_payment_multiple: maybe(fc.boolean()),
    is_refresh: maybe(fc.boolean()),
    lifetime: maybe(fc.constantFrom(300, 43_200)),
  })
  .map(
    (params): Step =>
      (world) =>
        void createInvoice(world, params, 'https://pay.test'),
  )

const payStep = fc.tuple(fc.nat(6), maybe(amount), maybe(coin)).map(
  ([at, paid, chosen]): Step =>
    (world) => {
      payInvoice(world, pick(allOf(world.invoices), at), { amount: paid, currency: chosen })
    },
)

const payoutStep = fc
  .record({
    amount,
    currency,
    order_id: fc.nat(9).map(String),
    address: fc.constant('T'),
    is_subtract: fc.boolean(),
    network: maybe(fc.constantFrom('tron', 'btc')),
    to_currency: maybe(coin),
    from_currency: maybe(fc.constant('USDT')),
  })
  .map(
    (params): Step =>
      (world) =>
        void openPayout(world, params),
  )

const settleStep = fc.tuple(fc.nat(6), fc.constantFrom('paid' as const, 'fail' as const), fc.boolean()).map(
  ([at, status, isFinal]): Step =>
    (world) => {
      endPayout(world, pick(allOf(world.payouts), at), status, isFinal)
    },
)

const advanceStep = fc.nat(4_000_000).map(
  (ms): Step =>
    (world) =>
      advanceClock(world, ms),
)

const steps = fc.array(fc.oneof(createInvoiceStep, payStep, payoutStep, settleStep, advanceStep), { maxLength: 40 })

async function tryStep(world: World, step: Step) {
  try {
    await step(world)
  } catch (error) {
    if (!isCryptomusError(error, 'validation')) throw error
  }
}

function assertBooks({ ledger, market }: World) {
  const { balanceOf } = ledger
  for (const each of market.coins) {
    assert.equal(
      accounts.reduce((sum, account) => sum + balanceOf(account, each), 0n),
      0n,
      `the books of ${each}`,
    )
    for (const account of ['held', 'merchant', 'personal', 'fees'] as const) {
      assert.ok(balanceOf(account, each) >= 0n, `${account} of ${each} is below zero`)
    }
  }
}

/** What `balance.get` shows of the merchant. */
function shown(world: World): Readonly<Record<string, string>> {
  type Wallet = { readonly currency_code: string; readonly balance: string }
  const { body } = balanceBehaviours.get(world, {}, context)
  const { result } = body as { result: readonly [{ balance: { merchant: readonly Wallet[] } }] }
  return Object.fromEntries(result[0].balance.merchant.map((wallet) => [wallet.currency_code, wallet.balance]))
}

test('whatever happens, money is never created or lost, and no balance falls below zero', async () => {
  const property = fc.asyncProperty(fc.constantFrom(0, 90_000), steps, async (confirmationMs, story) => {
    const world = openWorld({ wire: { confirmationMs } })
    for (const step of story) {
      await tryStep(world, step)
      assertBooks(world)
    }
    const ledger = world.market.coins.map((each) => [each, toFixed(world.ledger.balanceOf('merchant', each))])
    assert.deepEqual(shown(world), Object.fromEntries(ledger))
  })
  await fc.assert(property, { seed: 20_260_501, numRuns: 300 })
})

test('when nothing is under way any more, nothing is held', async () => {
  const property = fc.asyncProperty(steps, async (story) => {
    const world = openWorld({ wire: { confirmationMs: 90_000 } })
    for (const step of story) await tryStep(world, step)
    for (const { uuid, isFinal } of allOf(world.payouts)) if (!isFinal) endPayout(world, uuid, 'fail')
    await advanceClock(world, 100_000_000)
    for (const each of world.market.coins) assert.equal(world.ledger.balanceOf('held', each), 0n, each)
  })
  await fc.assert(property, { seed: 20_260_502, numRuns: 100 })
})
