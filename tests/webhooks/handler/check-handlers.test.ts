import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statusOrders } from '../../../src/status/status-orders.ts'
import { checkHandlers } from '../../../src/webhooks/handler/check-handlers.ts'
import { thrown } from '../../tools/thrown.ts'

const run = () => {}

test('takes a handler for each type, for each status of it, and for what is out of the ordinary', () => {
  const { payment, payout } = statusOrders
  const names = [
    ...['*', 'unconfirmed', 'payment.mismatch', 'payment', 'wallet', 'payout'],
    ...payment.flatMap((status) => [`payment.${status}`, `wallet.${status}`]),
    ...payout.map((status) => `payout.${status}`),
  ]
  const handlers = checkHandlers(Object.fromEntries(names.map((name) => [name, run])))
  assert.deepEqual(Object.keys(handlers), names)
})

test('takes none at all, and one that is undefined', () => {
  assert.deepEqual(Object.keys(checkHandlers({})), [])
  assert.equal(checkHandlers({ payment: undefined }).payment, undefined)
})

test('finds nothing under the names that every object has', () => {
  const handlers = checkHandlers({ payment: run })
  for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf']) {
    assert.equal(handlers[name], undefined)
  }
})

test('does not follow the object when somebody changes it later', () => {
  const mine: Record<string, () => void> = { payment: run }
  const handlers = checkHandlers(mine)
  mine['payment.paid'] = run
  assert.equal(handlers['payment.paid'], undefined)
})

for (const [name, nearest] of [
  ['payment.payed', 'payment.paid'],
  ['payment.Paid', 'payment.paid'],
  ['payments', 'payment'],
  ['payment_paid', 'payment.paid'],
  ['payment.paidover', 'payment.paid_over'],
  ['payment.mismatched', 'payment.mismatch'],
  ['wallets', 'wallet'],
  ['wallet.payed', 'wallet.paid'],
  ['payout.failed', 'payout.fail'],
  ['payout.payed', 'payout.paid'],
  ['unconfirm', 'unconfirmed'],
  ['payment.canceled', 'payment.cancel'],
] as const) {
  test(`refuses ${name}, which would never run, and says that ${nearest} would`, () => {
    const error = thrown('config', () => checkHandlers({ [name]: run }))
    assert.equal(error.option, `on.${name}`)
    assert.equal(error.message, `on.${name} is not known (did you mean ${nearest}?).`)
  })
}

test('refuses a name that is like none, and says which there are', () => {
  const { message } = thrown('config', () => checkHandlers({ somethingElseAltogether: run }))
  assert.match(message, /^on\.somethingElseAltogether is not known \(known are \*, unconfirmed, payment\.mismatch, /)
})

for (const bad of [undefined, null, 7, 'payment', run, [], [run]]) {
  test(`refuses ${typeof bad === 'function' ? 'a function' : JSON.stringify(bad)} in the place of the handlers`, () => {
    const error = thrown('config', () => checkHandlers(bad))
    assert.equal(error.option, 'on')
    assert.match(error.message, /^on must be an object of handlers: \{ 'payment\.paid': /)
  })
}

for (const bad of [null, 7, 'run', {}, [run], true]) {
  test(`refuses ${JSON.stringify(bad)} as a handler`, () => {
    const error = thrown('config', () => checkHandlers({ 'payment.paid': bad }))
    assert.deepEqual([error.option, error.message], ['on.payment.paid', 'on.payment.paid must be a function.'])
  })
}
