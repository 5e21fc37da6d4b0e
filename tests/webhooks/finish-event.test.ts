import assert from 'node:assert/strict'
import { test } from 'node:test'
import { finishEvent } from '../../src/webhooks/finish-event.ts'
import type { WebhookEvent } from '../../src/webhooks/types.ts'
import { payment, payout } from '../tools/webhooks.ts'

const finish = (members: object) => finishEvent({ ...payment, ...members } as unknown as WebhookEvent)

test('adds an id, and whether it is paid and final', () => {
  const { id, isPaid, isFinal } = finish({})
  assert.deepEqual([id, isPaid, isFinal], [`payment:${payment.uuid}:paid:true:15`, true, true])
})

test('takes a payout by its amount', () => {
  assert.equal(finish(payout).id, `payout:${payout.uuid}:paid:true:3`)
})

test('puts what follows in the place of what followed before', () => {
  const again = finishEvent({ ...finish({}), status: 'check', is_final: false } as WebhookEvent)
  assert.deepEqual([again.id, again.isPaid, again.isFinal], [`payment:${payment.uuid}:check:false:15`, false, false])
})

for (const is_final of [undefined, null, false, 0, 1, 'true']) {
  test(`calls nothing final that is ${JSON.stringify(is_final)} final`, () => {
    const event = finish({ is_final })
    assert.deepEqual([event.is_final, event.isFinal], [false, false])
  })
}

test('freezes the event and everything in it', () => {
  const event = finish({ convert: { deep: [{ deeper: 1 }] } })
  const parts = (value: unknown): object[] =>
    typeof value === 'object' && value !== null ? [value, ...Object.values(value).flatMap(parts)] : []
  assert.equal(parts(event).length, 4)
  for (const part of parts(event)) assert.ok(Object.isFrozen(part))
})
