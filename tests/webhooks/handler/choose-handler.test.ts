import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chooseHandler } from '../../../src/webhooks/handler/choose-handler.ts'
import { isReply } from '../../../src/webhooks/handler/reply.ts'
import type { WebhookHandlerOptions } from '../../../src/webhooks/handler/types.ts'
import type { WebhookEvent } from '../../../src/webhooks/types.ts'
import { eventOf, payoutEventOf, settingsOf } from '../../support/webhook-handler.ts'

const run = () => {}
const all = { 'payment.paid': run, payment: run, wallet: run, 'wallet.paid': run, 'payout.paid': run, payout: run }

interface More {
  readonly isBorneOut?: boolean
  readonly expected?: unknown
}

function answer(names: readonly string[], event: WebhookEvent, { isBorneOut = true, expected }: More = {}) {
  const on = Object.fromEntries(names.map((name) => [name, run]))
  const settings = settingsOf({ on, expected: expected as WebhookHandlerOptions['expected'] })
  return chooseHandler(settings, { event, record: undefined, isBorneOut })
}

async function choose(...args: Parameters<typeof answer>) {
  const choice = await answer(...args)
  return isReply(choice) ? assert.fail(`it was answered with ${choice.code}`) : choice
}

const wallet = { type: 'wallet' }
for (const [names, event, name] of [
  [['*', 'payment', 'payment.paid'], eventOf(), 'payment.paid'],
  [['payment.paid', 'payment', '*'], eventOf(), 'payment.paid'],
  [['*', 'payment', 'payment.check'], eventOf(), 'payment'],
  [['*', 'payment.check', 'wallet', 'payout'], eventOf(), '*'],
  [['payment.check', 'wallet.paid', 'payout.paid', 'wallet', 'payout'], eventOf(), undefined],
  [['*', 'payment', 'payment.paid', 'wallet', 'wallet.paid'], eventOf(wallet), 'wallet.paid'],
  [['*', 'payment', 'payment.paid', 'wallet'], eventOf(wallet), 'wallet'],
  [['*', 'payment', 'payment.paid', 'payout'], eventOf(wallet), '*'],
  [['*', 'payment', 'payment.paid', 'payout', 'payout.paid'], payoutEventOf(), 'payout.paid'],
  [['*', 'payment', 'payment.paid', 'payout', 'payout.fail'], payoutEventOf(), 'payout'],
  [['payment', 'payment.paid', 'wallet'], payoutEventOf(), undefined],
  [['*', 'payment', 'payment.paid'], eventOf({ status: 'brand_new' }), 'payment'],
  [['*', 'payment.paid'], eventOf({ status: 'brand_new' }), '*'],
  [['*', 'payout', 'payout.paid'], payoutEventOf({ status: 'brand_new' }), 'payout'],
  [['unconfirmed', 'payment.mismatch'], eventOf(), undefined],
  [[], eventOf(), undefined],
] as const) {
  test(`runs ${name ?? 'nothing'} for ${event.type}.${event.status}, where there is ${names.join(', ') || 'nothing'}`, async () => {
    const choice = await choose(names, event)
    assert.deepEqual(choice, { key: event.id, result: name === undefined ? 'ignored' : 'handled', name })
  })
}

test('does not take a status called mismatch for a mismatch', async () => {
  const event = eventOf({ status: 'mismatch' })
  assert.equal((await choose(['*', 'payment', 'payment.mismatch'], event)).name, 'payment')
  assert.equal((await choose(['*', 'payment.mismatch'], event)).name, '*')
  assert.equal((await choose(['payment.mismatch'], event)).name, undefined)
  const expected = () => ({ amount: '1', currency: 'USDT' })
  assert.equal((await choose(['payment', 'payment.mismatch'], event, { expected })).name, 'payment.mismatch')
})

for (const status of ['constructor', '__proto__', 'toString', 'Paid', '*', 'unconfirmed']) {
  test(`runs nothing for the status "${status}" that nobody put there`, async () => {
    assert.equal((await choose(Object.keys(all), eventOf({ status }))).name, 'payment')
    assert.equal((await choose(['payment.paid', 'unconfirmed'], eventOf({ status }))).name, undefined)
  })
}

test('runs nothing but unconfirmed for what the gateway does not bear out', async () => {
  const event = eventOf()
  const key = `unconfirmed:${event.id}`
  const names = ['*', 'payment', 'payment.paid', 'payment.mismatch']
  assert.deepEqual(await choose(names, event, { isBorneOut: false }), { key, result: 'unconfirmed', name: undefined })
  const choice = await choose([...names, 'unconfirmed'], event, { isBorneOut: false })
  assert.deepEqual(choice, { key, result: 'unconfirmed', name: 'unconfirmed' })
})

test('does not ask what is expected of what is not borne out', async () => {
  const expected = () => assert.fail('it was asked')
  assert.equal((await choose([], eventOf(), { isBorneOut: false, expected })).result, 'unconfirmed')
})

for (const [amount, currency] of [
  ['15', 'USDT'],
  ['15.00', 'usdt'],
  ['15.000000000000000000', 'Usdt'],
  ['0015.0', 'USDT'],
] as const) {
  test(`takes ${amount} ${currency} for what the invoice is about`, async () => {
    for (const expected of [() => ({ amount, currency }), async () => ({ amount, currency })]) {
      assert.equal((await choose(['payment.paid', 'payment.mismatch'], eventOf(), { expected })).name, 'payment.paid')
    }
  })
}

for (const [amount, currency] of [
  ['15.00000001', 'USDT'],
  ['14.99999999', 'USDT'],
  ['-15', 'USDT'],
  ['150', 'USDT'],
  ['15', 'USD'],
  ['15', 'USDC'],
  ['15', ''],
] as const) {
  test(`runs payment.mismatch when ${amount} ${currency} was expected`, async () => {
    const event = eventOf()
    for (const expected of [() => ({ amount, currency }), async () => ({ amount, currency })]) {
      const choice = await choose(['*', 'payment.paid', 'payment.mismatch'], event, { expected })
      assert.deepEqual(choice, { key: `mismatch:${event.id}`, result: 'mismatch', name: 'payment.mismatch' })
      const unhandled = await choose(['*', 'payment', 'payment.paid'], event, { expected })
      assert.deepEqual([unhandled.result, unhandled.name], ['mismatch', undefined])
    }
  })
}

test('checks nothing where nothing is expected', async () => {
  for (const expected of [() => undefined, async () => undefined]) {
    assert.equal((await choose(['payment.paid'], eventOf(), { expected })).name, 'payment.paid')
  }
})

test('asks with the event, once', async () => {
  const asked: unknown[] = []
  const event = eventOf()
  await choose([], event, { expected: (about: unknown) => void asked.push(about) })
  assert.deepEqual(asked, [event])
})

test('expects nothing of wallets and of payouts', async () => {
  const expected = () => assert.fail('it was asked')
  assert.equal((await choose(['wallet'], eventOf(wallet), { expected })).name, 'wallet')
  assert.equal((await choose(['payout'], payoutEventOf(), { expected })).name, 'payout')
})

const failures: readonly (readonly [string, () => unknown])[] = [
  ['throws', () => assert.fail('mine')],
  ['rejects', () => Promise.reject(new Error('mine'))],
  ...[15, 15n, '15,00', '1.5e1', '', undefined, null, {}].map(
    (amount) => [`has ${typeof amount} ${amount} as an amount`, () => ({ amount, currency: 'USDT' })] as const,
  ),
  ...[null, 7, 'USDT', {}, [], { amount: '15' }, { amount: '15', currency: null }].map(
    (wanted) => [`answers ${JSON.stringify(wanted)}`, () => wanted] as const,
  ),
]
for (const [how, expected] of failures) {
  test(`answers 500 with the event and the error when expected ${how}`, async () => {
    const event = eventOf()
    const failed = await answer(['*', 'payment.paid', 'payment.mismatch'], event, { expected })
    assert.ok(isReply(failed))
    assert.deepEqual([failed.result, failed.code, failed.text], ['failed', 500, 'failed'])
    assert.deepEqual([failed.event, failed.detail], [event, '`expected` failed'])
    assert.ok(failed.error instanceof Error)
  })
}
