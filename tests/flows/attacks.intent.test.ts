import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ensurePayout } from '../../src/flows/ensure-payout.ts'
import type { CreatePayoutParams } from '../../src/operations/payouts/create-payout.ts'
import { answerOf, openPayoutDesk, withdrawal } from '../support/payout-desk.ts'
import { rejected } from '../support/rejected.ts'

// What makes a payout another one, and which refusals are about it; cases that broke earlier rules.

const hexAddress = '0x52908400098527886E0F7030069857D2E4169EE7'
const spellings: Readonly<Record<string, readonly [Partial<CreatePayoutParams>, Partial<CreatePayoutParams>]>> = {
  'tron and TRX': [{ network: 'tron' }, { network: 'TRX' }],
  'a hexadecimal address in another case': [
    { network: 'eth', address: hexAddress },
    { network: 'ETH', address: hexAddress.toLowerCase() },
  ],
  'an amount with zeros around it': [{ amount: '10' }, { amount: '010.00' }],
}

for (const [what, [one, other]] of Object.entries(spellings)) {
  test(`${what}: both spellings are one payout`, async () => {
    const { ensure, creates } = openPayoutDesk()
    for (const params of [one, other]) assert.equal((await ensure(params)).state, 'sent')
    assert.equal(creates().length, 1)
  })
}

test('an address in base58 in another case is another payout', async () => {
  const { ensure } = openPayoutDesk()
  await ensure()
  const { fields } = await rejected('conflict', ensure({ address: withdrawal.address.toUpperCase() }))
  assert.deepEqual(fields, ['address'])
})

test('a time that is corrected gets a token of its own, as every write does', async () => {
  const desk = openPayoutDesk()
  desk.sandbox.fault({ kind: 'drop', operation: 'payouts.create' })
  const yearMs = 365 * 24 * 3_600_000
  await rejected('unsettled', desk.ensure({}, { now: () => desk.now() + yearMs }))
  const [before] = await desk.entries()
  await rejected('unsettled', desk.ensure())
  const [after] = await desk.entries()
  assert.notEqual(after?.token, before?.token)
  assert.deepEqual([before?.unansweredAt, after?.unansweredAt], [desk.now() + yearMs, desk.now()])
})

test('a getter that answers otherwise the second time is checked as it is sent', async () => {
  const { ensure, pass, worker, options, creates, entries } = openPayoutDesk()
  let reads = 0
  const turning = {
    ...withdrawal,
    get currency() {
      return reads++ === 0 ? 'USDT' : (5 as never)
    },
  }
  await rejected('validation', pass(ensurePayout(worker(), turning, options())))
  assert.deepEqual([creates().length, await entries()], [0, []])
  assert.equal((await ensure()).state, 'sent')
})

test('an inherited url_callback is refused, over http and https, before anything is written', async () => {
  const { pass, worker, options, creates, entries } = openPayoutDesk()
  for (const url_callback of ['http://shop.example/hook', 'https://shop.example/hook']) {
    const params = Object.assign(Object.create({ url_callback }), withdrawal)
    const { message } = await rejected('validation', pass(ensurePayout(worker(), params, options())))
    assert.match(message, /url_callback is inherited/)
  }
  assert.deepEqual([creates().length, await entries()], [0, []])
})

test('a grace period of more than a day is refused, and one of a day is taken', async () => {
  const { ensure } = openPayoutDesk()
  for (const graceMs of [86_400_001, 31 * 86_400_000, 1e300, Number.POSITIVE_INFINITY, Number.NaN]) {
    assert.match((await rejected('config', ensure({}, { graceMs }))).message, /^graceMs .*60000.*86400000/)
  }
  assert.equal((await ensure({}, { graceMs: 86_400_000 })).state, 'sent')
})

test('a signal that cannot be left again is a config error', async () => {
  const { ensure, close, requests } = openPayoutDesk()
  const signal = { aborted: false, reason: undefined, addEventListener: () => {} } as never
  for (const run of [ensure, close]) assert.match((await rejected('config', run({}, { signal }))).message, /^signal /)
  assert.equal(requests.length, 0)
})

const moments: readonly object[] = [
  { errors: { amount: ['Not enough funds'] } },
  { errors: { network: ['The network is temporarily unavailable'] } },
  { errors: { amount: ['validation.min'], network: ['The network is temporarily unavailable'] } },
  { errors: { amount: ['validation.min', 'Not enough funds'] } },
  { errors: { amount: ['validation.min'], order_id: ['validation.unique'] } },
  { message: 'Your balance amount is too small' },
]

for (const body of moments) {
  test(`a refusal with ${JSON.stringify(body)} refuses nothing for good: a doubled copy of it that arrives late is found`, async () => {
    const desk = openPayoutDesk()
    desk.road = async ({ isCreate, next }) => {
      if (!isCreate) return next()
      desk.clocks.setTimer(() => void next(), 60_000)
      return answerOf(422, { state: 1, ...body })
    }
    await rejected('unsettled', desk.ensure())
    desk.wait(60_000)
    assert.deepEqual(await desk.made(), [withdrawal.order_id])
    desk.road = async ({ next }) => next()
    assert.equal((await desk.ensure()).state, 'sent')
  })
}

test('a refusal that complains of broken rules alone, in fields of the payout, refuses it for good', async () => {
  const desk = openPayoutDesk()
  const errors = { amount: ['validation.min', 'validation.numeric'], address: ['validation.string'] }
  desk.road = async ({ isCreate, next }) => (isCreate ? answerOf(422, { state: 1, errors }) : next())
  const result = await desk.ensure()
  assert.deepEqual([result.state, result.reason], ['refused', 'invalid_params'])
  assert.deepEqual([await desk.ensure(), desk.creates().length], [result, 1])
})
