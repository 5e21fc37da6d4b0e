import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCaller } from '../../src/call/create-caller.ts'
import { listAmlLinks } from '../../src/operations/aml-links.ts'
import { amlLinkSample } from '../fixtures/aml-links.ts'
import { checkReading } from '../support/check-reading.ts'
import { credentials } from '../support/credentials.ts'
import { rejected } from '../support/rejected.ts'
import { runWith } from '../support/run-with.ts'

checkReading('an AML link', listAmlLinks.result, {
  sample: amlLinkSample,
  within: (record) => [record],
  drift: [
    [{ status: 'completed' }, { status: 'completed' }],
    [{ status: 'on_the_moon' }, { status: 'on_the_moon' }],
    [{ expired_at: 1_790_000_000 }, { expired_at: '1790000000' }],
  ],
})

test('a payment without checks has no links', async () => {
  assert.deepEqual(await runWith(listAmlLinks, { uuid: 'u' }, []).promise, [])
})

test('a gateway that has no amlLinks.list is not asked', async () => {
  const error = await rejected('config', listAmlLinks(createCaller(credentials), { uuid: 'u' }))
  assert.match(error.message, /cryptomus has no amlLinks\.list/)
  assert.equal(error.outcome, 'not_sent')
})
