import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isReply, reply, reportDelivery, scope } from '../../../src/webhooks/handler/reply.ts'
import type { DeliveryReport, WebhookResult } from '../../../src/webhooks/handler/types.ts'
import { createLog } from '../../support/create-log.ts'
import { eventOf, settingsOf } from '../../support/webhook-handler.ts'

const codes: { readonly [Result in WebhookResult]: number } = {
  handled: 200,
  ignored: 200,
  duplicate: 200,
  mismatch: 200,
  malformed: 400,
  untrusted: 401,
  unconfirmed: 401,
  wrong_address: 403,
  wrong_method: 405,
  busy: 409,
  too_large: 413,
  rate_limited: 429,
  failed: 500,
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

test('is told apart from what a step hands on', () => {
  assert.equal(isReply(reply('handled')), true)
  for (const other of [{}, { text: 'a body' }, { event: {} }, { result: 'handled' }])
    assert.equal(isReply(other), false)
})

const levels: { readonly [Result in WebhookResult]: string } = {
  handled: 'info',
  ignored: 'info',
  duplicate: 'info',
  busy: 'info',
  mismatch: 'info',
  unconfirmed: 'warn',
  malformed: 'warn',
  untrusted: 'warn',
  too_large: 'warn',
  wrong_method: 'warn',
  wrong_address: 'warn',
  rate_limited: 'warn',
  failed: 'error',
  unavailable: 'error',
}

for (const [result, level] of Object.entries(levels) as [WebhookResult, string][]) {
  test(`logs ${result} as ${level}, once`, () => {
    const { logger, lines } = createLog()
    reportDelivery(settingsOf({ logger }), reply(result), 7)
    const { code } = reply(result)
    assert.deepEqual(lines, [[level, `webhook ${result}`, { scope, result, code, durationMs: 7 }]])
  })
}

test('logs as info what deserves a warning, where there is no warn', () => {
  const { logger, lines } = createLog()
  reportDelivery(settingsOf({ logger: { ...logger, warn: undefined } }), reply('untrusted'), 7)
  assert.equal(lines[0]?.[0], 'info')
})

test('logs what an event is about, and why it ended so', () => {
  const { logger, lines } = createLog()
  const [event, error] = [eventOf(), new Error('mine')]
  reportDelivery(settingsOf({ logger }), reply('failed', { event, error, detail: 'why' }), 7)
  const { id, uuid, order_id, type, status } = event
  const ids = { id, uuid, order_id, type, status }
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
  reportDelivery(settingsOf({ logger: own }), reply('handled'), 7)
  assert.equal(lines[0]?.[1], 'true webhook handled')
})

test('counts what was turned away without a type, and an event with it', () => {
  const records: DeliveryReport[] = []
  const settings = settingsOf({ onDelivery: (record) => records.push(record) })
  reportDelivery(settings, reply('untrusted'), 3)
  reportDelivery(settings, reply('handled', { event: eventOf() }), 5)
  assert.deepEqual(records, [
    { result: 'untrusted', durationMs: 3 },
    { type: 'payment', status: 'paid', result: 'handled', durationMs: 5 },
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
    reportDelivery(settingsOf({ logger, onDelivery: fail }), reply('handled'), 7)
  }
  await new Promise((resolve) => setImmediate(resolve))
  process.off('unhandledRejection', listen)
  assert.deepEqual(rejections, [])
})

test('tells nobody where nobody listens', () => {
  assert.equal(reportDelivery(settingsOf(), reply('handled'), 7), undefined)
})
