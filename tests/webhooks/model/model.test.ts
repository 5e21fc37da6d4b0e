import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createHandlerWith } from '../../../src/webhooks/handler/create-webhook-handler.ts'
import { countOf } from '../../support/counts.ts'
import { blindPlants, loadHandler, plants } from './plants.ts'
import { runSchedule } from './run-schedule.ts'

// `npm run check` runs 10,000 of them and looks for the plants: tests/services/webhook-model.test.ts.

test('no schedule of crashes, lags and repeats loses a payment, repeats one without a cause, or hangs', async () => {
  for (let seed = 1; seed <= countOf(1_000, 150); seed++) await runSchedule(seed, createHandlerWith)
})

test('nor does one where no record is read', async () => {
  for (let seed = 1; seed <= countOf(1_000, 100); seed++) await runSchedule(seed, createHandlerWith, { confirm: false })
})

test('the faults that the model must find can still be planted', async () => {
  for (const changes of Object.values({ ...plants, ...blindPlants }))
    assert.equal(typeof (await loadHandler(changes)), 'function')
})
