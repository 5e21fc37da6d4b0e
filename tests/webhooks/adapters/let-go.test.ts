import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { letGo } from '../../../src/webhooks/adapters/let-go.ts'
import { fakeIncoming } from '../../tools/incoming.ts'

const unfinished = () => Object.assign(new Readable({ read() {} }), { headers: {}, complete: false })

test('what is left of a body is dropped, whoever made it wait', async () => {
  const incoming = fakeIncoming(['a', 'b', 'c'], { complete: true })
  incoming.on('data', () => incoming.pause())
  letGo(incoming)
  await setImmediate()
  assert.equal(incoming.readableEnded, true)
})

test('a client that does not finish is hung up on after two seconds, and not before', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const incoming = unfinished()
  letGo(incoming)
  t.mock.timers.tick(1_999)
  assert.equal(incoming.destroyed, false)
  t.mock.timers.tick(1)
  assert.equal(incoming.destroyed, true)
})

for (const event of ['end', 'close']) {
  test(`the wait is over at its ${event}`, (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] })
    const incoming = unfinished()
    const destroy = t.mock.method(incoming, 'destroy')
    letGo(incoming)
    incoming.emit(event)
    t.mock.timers.tick(10_000)
    assert.equal(destroy.mock.callCount(), 0)
  })
}

test('a request that has come in whole is not waited for', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const incoming = Object.assign(unfinished(), { complete: true })
  letGo(incoming)
  t.mock.timers.tick(10_000)
  assert.equal(incoming.destroyed, false)
})
