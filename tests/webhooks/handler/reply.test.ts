import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reply, report, scope } from '../../../src/webhooks/handler/reply.ts'
import type { DeliveryReport, WebhookResult } from '../../../src/webhooks/handler/types.ts'
import { createLog } from '../../support/create-log.ts'
import { eventOf, settingsOf } from '../../support/webhook-handler.ts'

const codes: { readonly [Result in WebhookResult]: number } = {
  handled: 200,
  unhandled: 200,
  duplicate: 200,
  mismatch: 200,
  refused: 400,
  unconfirmed: 401,
  busy: 409,
  failed: 500,
  ahead: 503,
  behind: 503,
  unavailable: 503,
}

for (const [result, code] of Object.entries(codes) as [WebhookResult, number][]) {
  test(`answers ${result} with ${code} and that word`, () => {
    assert.deepEqual(reply(result), { result, code, text: result })
  })
}

test('says something else where it is told to', () => {
  const told = reply('mismatch', { code: 500, text: 'other', detail: 'why' })
  assert.deepEqual(told, { result: 'mismatch', code: 500, text: 'other', detail: 'why' })
})

const levels: { readonly [Result in WebhookResult]: string } = {
  handled: 'info',
  unhandled: 'info',
  duplicate: 'info',
  busy: 'info',
  mismatch: 'info',
  unconfirmed: 'warn',
  refused: 'warn',
  ahead: 'warn',
  behind: 'warn',
  failed: 'error',
  unavailable: 'error',
}

for (const [result, level] of Object.entries(levels) as [WebhookResult, string][]) {
  test(`logs ${result} as ${level}, once`, () => {
    const { logger, lines } = createLog()
    report(settingsOf({ logger }), reply(result), 7)
    const { code } = reply(result)
    assert.deepEqual(lines, [[level, `webhook ${result}`, { scope, result, code, durationMs: 7 }]])
  })
}

test('logs as info what deserves a warning, where there is no warn', () => {
  const { logger, lines } = createLog()
  report(settingsOf({ logger: { ...logger, warn: undefined } }), reply('refused'), 7)
  assert.equal(lines[0]?.[0], 'info')
})

test('logs what an event is about, and why it ended so', () => {
  const { logger, lines } = createLog()
  const [event, error] = [eventOf(), new Error('mine')]
  report(settingsOf({ logger }), reply('failed', { event, error, detail: 'why' }), 7)
  const { stateKey, uuid, order_id, type, status } = event
  const ids = { stateKey, uuid, order_id, type, status }
  assert.deepEqual(lines[0]?.[2], { scope, result: 'failed', code: 500, ...ids, detail: 'why', error, durationMs: 7 })
})

test('calls the functions of a logger as its methods', () => {
  const { logger, lines } = createLog()
  const own = {
    ...logger,
    prefix: 'shop',
    info(message: string) {
      logger.info(`${own.prefix === this.prefix} ${message}`, {})
    },
  }
  report(settingsOf({ logger: own }), reply('handled'), 7)
  assert.equal(lines[0]?.[1], 'true webhook handled')
})

test('counts what was turned away without a type, and an event with it', () => {
  const records: DeliveryReport[] = []
  const settings = settingsOf({ onDelivery: (record) => records.push(record) })
  report(settings, reply('refused'), 3)
  report(settings, reply('handled', { event: eventOf() }), 5)
  assert.deepEqual(records, [
    { result: 'refused', durationMs: 3 },
    { type: 'payment', status: 'paid', result: 'handled', durationMs: 5, event: eventOf() },
  ])
})

test('is not disturbed by what logger and onDelivery throw, now or later', async () => {
  const rejections: unknown[] = []
  const listen = (reason: unknown) => rejections.push(reason)
  process.on('unhandledRejection', listen)
  const now = () => {
    throw new Error('now')
  }
  const later = () => Promise.reject(new Error('later'))
  for (const fail of [now, later]) {
    const logger = { debug: fail, info: fail, warn: fail, error: fail }
    report(settingsOf({ logger, onDelivery: fail }), reply('handled'), 7)
  }
  await new Promise((resolve) => setImmediate(resolve))
  process.off('unhandledRejection', listen)
  assert.deepEqual(rejections, [])
})

test('returns what it told, where nobody listens', () => {
  assert.deepEqual(report(settingsOf(), reply('handled'), 7), { result: 'handled', durationMs: 7 })
})

test('W12: tells of a paid event that met no handler as a warning', () => {
  const { logger, lines } = createLog()
  report(settingsOf({ logger }), reply('unhandled', { event: eventOf() }), 7)
  report(settingsOf({ logger }), reply('unhandled', { event: eventOf({ status: 'check' }) }), 7)
  assert.deepEqual(
    lines.map(([level]) => level),
    ['warn', 'info'],
  )
})

test('W12: tells the console what needs somebody, where no logger is given', (t) => {
  const error = t.mock.method(console, 'error', () => {})
  const warn = t.mock.method(console, 'warn', () => {})
  const info = t.mock.method(console, 'info', () => {})
  const settings = settingsOf({ logger: undefined })
  const results = ['failed', 'unavailable', 'handled', 'refused', 'ahead', 'busy'] as const
  for (const result of results) report(settings, reply(result), 7)
  report(settings, reply('unhandled', { event: eventOf() }), 7)
  assert.deepEqual([error.mock.callCount(), warn.mock.callCount(), info.mock.callCount()], [2, 1, 0])
})
