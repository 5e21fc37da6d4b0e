import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fromGatewayTime, toGatewayTime } from '../../../src/sandbox/world/gateway-time.ts'

test('a time is spelled to the second, three hours ahead of UTC', () => {
  assert.equal(toGatewayTime(Date.UTC(2026, 0, 31, 22, 15, 7, 999)), '2026-02-01T01:15:07+03:00')
})

test('a date filter is read at UTC+3', () => {
  assert.equal(fromGatewayTime('2026-02-01 01:15:07'), Date.UTC(2026, 0, 31, 22, 15, 7))
})

test('the hour of a date filter may have one digit', () => {
  assert.equal(fromGatewayTime('2026-02-01 4:00:00'), Date.UTC(2026, 1, 1, 1))
})
