import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isCryptomusError } from '../../src/errors/is-cryptomus-error.ts'
import { paymentBehaviours } from '../../src/sandbox/invoices/behaviour.ts'
import { payInvoice } from '../../src/sandbox/invoices/lifecycle.ts'
import { deposit, walletBehaviours } from '../../src/sandbox/wallets/behaviour.ts'
import { advanceClock } from '../../src/sandbox/world/clock.ts'
import type { Account } from '../../src/sandbox/world/ledger.ts'
import type { World } from '../../src/sandbox/world/types.ts'
import { toFixed } from '../../src/sandbox/world/units.ts'
import { allOf, context, openWorld } from '../support/sandbox.ts'

const accounts: readonly Account[] = ['outside', 'held', 'merchant', 'personal', 'fees']
const coins = ['USDT', 'BTC'] as const

/** Something that is done to a sandbox; what it does not allow is no part of this test. */
type Step = (world: World) => void | Promise<void>

const amount = fc.bigInt({ min: 1n, max: 6_000n * 10n ** 8n }).map((units) => toFixed(units))
const coin = fc.constantFrom(...coins)
const place = fc.nat(6)
const someone = (records: Parameters<typeof allOf<{ readonly uuid: string }>>[0], at: number) =>
  allOf(records).at(at)?.uuid ?? 'nobody'

const steps: fc.Arbitrary<Step>[] = [
  fc
    .record({ amount, currency: coin, order_id: place.map(String), is_payment_multiple: fc.boolean() })
    .map((params) => (world) => void paymentBehaviours.create(world, params, context)),
  fc.tuple(place, fc.option(amount, { nil: undefined })).map(
    ([at, paid]) =>
      (world) =>
        payInvoice(world, someone(world.invoices, at), { amount: paid }),
  ),
  fc.tuple(place, fc.boolean()).map(([at, is_subtract]) => (world) => {
    paymentBehaviours.refund(world, { uuid: someone(world.invoices, at), address: 'T', is_subtract }, context)
  }),
  place.map(
    (at) => (world) => void paymentBehaviours.markAsPaid(world, { uuid: someone(world.invoices, at) }, context),
  ),
  place.map(
    (at) => (world) => void paymentBehaviours.resendWebhook(world, { uuid: someone(world.invoices, at) }, context),
  ),
  fc.tuple(coin, place).map(([currency, id]) => (world) => {
    const network = currency === 'BTC' ? 'btc' : 'tron'
    walletBehaviours.create(world, { currency, network, order_id: String(id) }, context)
  }),
  fc.tuple(place, amount).map(
    ([at, sent]) =>
      (world) =>
        deposit(world, someone(world.wallets, at), { amount: sent }),
  ),
  fc.tuple(place, fc.boolean()).map(([at, is_force_refund]) => (world) => {
    walletBehaviours.block(world, { uuid: someone(world.wallets, at), is_force_refund }, context)
  }),
  place.map((at) => (world) => {
    walletBehaviours.refundBlocked(world, { uuid: someone(world.wallets, at), address: 'T' }, context)
  }),
  fc.nat(2_000_000).map((ms) => (world) => advanceClock(world, ms)),
]

async function tryStep(world: World, step: Step) {
  try {
    await step(world)
  } catch (error) {
    if (!isCryptomusError(error, 'validation')) throw error
  }
}

const sum = (units: readonly bigint[]) => units.reduce((total, each) => total + each, 0n)

/** What must be held: payments that are not credited, refunds under way, and what blocked wallets hold. */
function owed(world: World, currency: string): bigint {
  const invoices = allOf(world.invoices).filter(({ route }) => route?.currency === currency)
  const held = allOf(world.wallets).filter((wallet) => wallet.currency === currency)
  return sum([
    ...invoices.map(({ isFinal, paid }) => (isFinal ? 0n : paid)),
    ...invoices.map(({ money, refund }) => (money === 'refunding' ? (refund?.debited ?? 0n) : 0n)),
    ...held.map((wallet) => wallet.held),
  ])
}

function assertBooks(world: World) {
  const { balanceOf } = world.ledger
  for (const each of coins) {
    assert.equal(sum(accounts.map((account) => balanceOf(account, each))), 0n, `the books of ${each}`)
    assert.equal(balanceOf('held', each), owed(world, each), `what is held of ${each}`)
    for (const account of ['merchant', 'fees'] as const) {
      assert.ok(balanceOf(account, each) >= 0n, `${account} of ${each} is below zero`)
    }
  }
}

test('whatever is refunded, blocked and topped up, the books agree with the records', async () => {
  const stories = fc.array(fc.oneof(...steps), { maxLength: 60 })
  const property = fc.asyncProperty(fc.constantFrom(0, 90_000), stories, async (confirmationMs, story) => {
    const world = openWorld({ wire: { confirmationMs } })
    for (const step of story) {
      await tryStep(world, step)
      assertBooks(world)
    }
    await advanceClock(world, 10_000_000)
    assertBooks(world)
    assert.ok(
      allOf(world.invoices).every(({ isFinal, money, marksAt }) => isFinal && money !== 'refunding' && !marksAt),
    )
  })
  await fc.assert(property, { seed: 20_261_124, numRuns: 300 })
})
