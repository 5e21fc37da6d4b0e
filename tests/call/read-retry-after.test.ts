import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readRetryAfter } from '../../src/call/read-retry-after.ts'

const now = Date.parse('2026-05-01T10:00:00Z')

const table: readonly (readonly [string | null | undefined, number | undefined])[] = [
  ['0', 0],
  ['5', 5000],
  [' 120 ', 120_000],
  ['86400', 86_400_000],
  ['86401', 86_401_000],
  ['99999999999', 99_999_999_999_000],
  ['9'.repeat(400), Number.MAX_SAFE_INTEGER],
  ['Fri, 01 May 2026 10:00:30 GMT', 30_000],
  ['Fri, 01 May 2026 09:00:00 GMT', 0],
  ['Mon, 01 May 2028 10:00:00 GMT', 63_158_400_000],
  ['soon', undefined],
  ['', undefined],
  ['   ', undefined],
  ['1.5s', undefined],
  [null, undefined],
  [undefined, undefined],
]

for (const [header, ms] of table) {
  test(`Retry-After: ${header} means ${ms} ms`, () => assert.equal(readRetryAfter(header, now), ms))
}
