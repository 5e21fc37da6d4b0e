import assert from 'node:assert/strict'
import { test } from 'node:test'
import { logFailure } from '../../src/call/log-failure.ts'
import { createClient } from '../../src/client.ts'
import { createError } from '../../src/errors/create-error.ts'
import { createLog } from '../tools/create-log.ts'
import { credentials } from '../tools/credentials.ts'
import { answer, fakeFetch } from '../tools/fake-fetch.ts'

const scope = 'cryptomus.payments.get'

test('says what was thrown, with what a person acts on', () => {
  const { logger, lines } = createLog()
  logFailure(logger, 'payments.get', createError('config', 'sign must be a function.', { option: 'sign' }))
  const fields = { scope, kind: 'config', outcome: 'not_sent', attempts: 0, retryable: false, durationMs: 0 }
  assert.deepEqual(lines, [['error', 'sign must be a function.', fields]])
})

test('a reason of the caller is no error of ours, and not told', () => {
  const { logger, lines } = createLog()
  logFailure(logger, 'payments.get', new Error('a secret of theirs'))
  assert.deepEqual(lines, [])
})

test('a logger that throws disturbs nothing', () => {
  const fail = () => {
    throw new Error('disk full')
  }
  logFailure({ debug: fail, info: fail, error: fail }, 'payments.get', new Error('x'))
})

test('a whole call is told from start to end, without anything secret', async () => {
  const { logger, lines } = createLog()
  const { fetch, sent } = fakeFetch(() =>
    sent.length < 2
      ? answer(503, 'busy', { 'retry-after': '0' })
      : answer(422, { state: 1, message: 'no such payment' }),
  )
  const client = createClient({ ...credentials, fetch, logger })
  await client.payments.get({ order_id: 'a-very-private-order' }).catch(() => {})
  assert.deepEqual(
    lines.map(([level, message]) => [level, message]),
    [
      ['info', 'payments.get starts'],
      ['debug', 'payments.get is sent again'],
      ['info', 'payments.get ends with an answer'],
      ['error', 'payments.get was refused by the gateway: no such payment.'],
    ],
  )
  assert.ok(lines.every(([, , fields]) => fields.scope === scope))
  const text = JSON.stringify(lines)
  const secrets = [...Object.values(credentials), sent[0]?.headers.sign ?? '', 'a-very-private-order']
  for (const secret of secrets) assert.ok(!text.includes(secret), text)
})

test('what is refused before it is sent is told as well', async () => {
  const { logger, lines } = createLog()
  const client = createClient({ ...credentials, logger, fetch: fakeFetch(answer(200, '')).fetch })
  await client.payments.get({} as never).catch(() => {})
  assert.deepEqual(
    lines.map(([level, , { kind }]) => [level, kind]),
    [['error', 'validation']],
  )
})
