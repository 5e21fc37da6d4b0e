import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ListParams, listParamEntries, pageEntries } from '../../../src/operations/shared/paging.ts'
import { paramsSchema } from '../../../src/schema/params-schema.ts'
import { identity, record } from '../../../src/schema/result-fields.ts'
import { runSchema } from '../../../src/schema/run-schema.ts'
import { paginateSample } from '../../tools/samples.ts'

const params = paramsSchema<ListParams>(listParamEntries)
const page = record(pageEntries(record<{ readonly uuid: string }>({ uuid: identity })))

test('all params of a list may be left out', () => {
  for (const value of [{}, { date_from: undefined, date_to: undefined, cursor: undefined }]) {
    assert.ok(runSchema(params, value).ok)
  }
})

test('dates with one digit for the hour are taken, as the gateway documents them', () => {
  assert.ok(runSchema(params, { date_from: '2026-01-31 9:00:00', date_to: '2026-01-31 23:59:59' }).ok)
})

test('drift in the counters of a page is mended', () => {
  const drifted = { items: [{ uuid: 'u' }], paginate: { ...paginateSample, count: '1', hasPages: 1, perPage: '15' } }
  assert.deepEqual(runSchema(page, drifted), {
    ok: true,
    value: { items: [{ uuid: 'u' }], paginate: paginateSample },
  })
})

test('a page without items or without its place in the list does not fit', () => {
  const cases = [
    [{ items: [{ uuid: 'u' }] }, 'paginate'],
    [{ paginate: paginateSample }, 'items'],
    [{ items: {}, paginate: paginateSample }, 'items'],
    [{ items: [{}], paginate: paginateSample }, 'items.0.uuid'],
  ] as const
  for (const [value, path] of cases) {
    const checked = runSchema(page, value)
    assert.ok(!checked.ok)
    assert.equal(checked.issues[0]?.path, path)
  }
})
