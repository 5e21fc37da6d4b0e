import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ApiRequest, ApiResponse } from '../../src/call/types.ts'
import { type CallRecord, withTelemetry } from '../../src/call/with-telemetry.ts'
import { createError } from '../../src/errors/create-error.ts'
import { answerOf, requestOf } from '../support/transport.ts'

const operation = 'payouts.create'

/** What is recorded of a call that takes 40 ms. */
async function recordOf(
  run: () => Promise<ApiResponse>,
  fields: Partial<ApiRequest> = {},
): Promise<readonly CallRecord[]> {
  const records: CallRecord[] = []
  let clock = 0
  const now = () => {
    clock += 40
    return clock
  }
  await withTelemetry((entry) => records.push(entry), now)(run)(requestOf(fields)).catch(() => {})
  return records
}

const answered = (text: string, fields: Partial<ApiResponse> = {}) => recordOf(async () => answerOf(text, fields))
const failed = (error: unknown) => recordOf(async () => Promise.reject(error))

const rows: readonly (readonly [what: string, records: () => Promise<readonly CallRecord[]>, fields: object])[] = [
  ['a result', () => answered('{"state":0,"result":[]}'), { outcome: 'ok', attempts: 1, status: 200 }],
  [
    'a refusal',
    () => answered('{"state":1,"message":"no"}', { status: 422 }),
    { outcome: 'rejected', attempts: 1, status: 422, kind: 'api' },
  ],
  [
    'a refusal after an attempt that may have worked',
    () => answered('{"state":1}', { status: 422, attempts: 2, earlier: 'unknown' }),
    { outcome: 'unknown', attempts: 2, status: 422, kind: 'api' },
  ],
  [
    'a page of a proxy',
    () => answered('<html>', { status: 502, attempts: 3 }),
    { outcome: 'unknown', attempts: 3, status: 502, kind: 'response' },
  ],
  [
    'a broken connection',
    () => failed(createError('network', 'x', { cause: undefined, attempts: 3, outcome: 'unknown' })),
    { outcome: 'unknown', attempts: 3, kind: 'network' },
  ],
  [
    'a redirect',
    () => failed(createError('response', 'x', { status: 302, text: '', attempts: 1, outcome: 'unknown' })),
    { outcome: 'unknown', attempts: 1, kind: 'response', status: 302 },
  ],
  ['an error of a middleware', () => failed(new Error('a bug')), { outcome: 'unknown' }],
  [
    'a reason of the caller',
    () => recordOf(async () => Promise.reject(new Error('enough')), { signal: AbortSignal.abort() }),
    { outcome: 'unknown', kind: 'aborted' },
  ],
  [
    'a middleware that answers with nothing',
    () => recordOf(async () => undefined as never),
    { outcome: 'unknown', attempts: undefined, status: undefined, kind: 'response' },
  ],
]

for (const [what, records, fields] of rows) {
  test(`hands out one record of ${what}`, async () => {
    const all = await records()
    assert.deepEqual(all, [{ operation, durationMs: 40, ...fields }])
    assert.ok(Object.isFrozen(all[0]))
  })
}

test('answer and error come through as they are', async () => {
  const answer = answerOf('{}')
  const error = new Error('no')
  const wrap = withTelemetry(() => {})
  assert.equal(await wrap(async () => answer)(requestOf()), answer)
  await assert.rejects(wrap(async () => Promise.reject(error))(requestOf()), (thrown) => thrown === error)
})

test('a function that throws, now or later, disturbs nothing', async () => {
  const answer = answerOf('{}')
  for (const record of [
    () => {
      throw new Error('no')
    },
    async () => Promise.reject(new Error('no')),
  ]) {
    assert.equal(await withTelemetry(record)(async () => answer)(requestOf()), answer)
  }
})
