import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listRecurrences } from '../../../src/operations/recurrences/list-recurrences.ts'
import { checkParams, runWith } from '../../tools/check-params.ts'
import { recurrenceSample } from '../../tools/examples/recurrences.ts'
import { paramTables } from '../../tools/param-tables.ts'
import { rejected } from '../../tools/rejected.ts'
import { paginateSample } from '../../tools/samples.ts'

const page = { items: [recurrenceSample], paginate: paginateSample }

checkParams(listRecurrences, { ...paramTables['recurrences.list'], result: page })

test('a page of recurrences goes through unchanged, and its cursor travels in the query', async () => {
  const { sent, promise } = runWith(listRecurrences, { cursor: 'a+b/c=&d' }, page)
  assert.deepEqual(await promise, page)
  assert.equal(sent[0]?.url, 'https://api.cryptomus.com/v1/recurrence/list?cursor=a%2Bb%2Fc%3D%26d')
  assert.ok(!('body' in sent[0]!))
})

test('drift in a page of recurrences is mended', async () => {
  const drifted = { items: [{ ...recurrenceSample, amount: 15 }], paginate: { ...paginateSample, count: '1' } }
  const mended = { ...page, items: [{ ...recurrenceSample, amount: '15' }] }
  assert.deepEqual(await runWith(listRecurrences, {}, drifted).promise, mended)
})

test('recurrences without their place in a list are no page', async () => {
  const error = await rejected('response', runWith(listRecurrences, {}, [recurrenceSample]).promise)
  assert.match(error.message, /items is missing; paginate is missing/)
})
