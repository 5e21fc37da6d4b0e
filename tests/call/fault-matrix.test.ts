import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Middleware } from '../../src/call/types.ts'
import { createUndiciFetch } from '../../src/undici/create-undici-fetch.ts'
import { countOf } from '../support/counts.ts'
import { bodyFaults, redirectFaults, statusFaults } from '../support/faults/answers.ts'
import { bystanders, checkFault, failingReader, subjects } from '../support/faults/check-fault.ts'
import { connectionFaults } from '../support/faults/connection.ts'
import { withoutPauses } from '../support/without-pauses.ts'

const faults = [...connectionFaults, ...statusFaults, ...bodyFaults, ...redirectFaults]

const transports = {
  'the global fetch': () => ({ fetch: globalThis.fetch }),
  './undici': () => {
    const fetch = createUndiciFetch()
    return { fetch, close: fetch.close }
  },
}

const surroundings: readonly (readonly [string, readonly Middleware[]])[] = [
  ['', []],
  [', with middleware that reads, strips and delays', bystanders],
  [', with middleware whose own read fails', [failingReader]],
]

/** The first three are one of each kind. With middleware, the others of a kind are tried by `npm run prove`. */
const amongMiddleware = subjects.slice(0, countOf(subjects.length, 3))

for (const [around, middleware] of surroundings) {
  for (const [name, open] of Object.entries(transports)) {
    describe(`over ${name}${around}`, () => {
      withoutPauses()
      for (const fault of faults) {
        for (const subject of middleware.length === 0 ? subjects : amongMiddleware) {
          test(`${subject.id} meets ${fault.name}`, (t) => checkFault(t, open, subject, fault, middleware))
        }
      }
    })
  }
}

test('there are at least 25 faults and 5 operations', () => {
  assert.ok(faults.length >= 25 && subjects.length === 5, `${faults.length} faults`)
})

test('no socket, server or timer is left of all that', async () => {
  const left = () => process.getActiveResourcesInfo().filter((name) => /^(TCP|Timeout)/.test(name))
  // A busy machine takes its time to close a socket.
  for (let turn = 0; turn < 3_000 && left().length > 0; turn++) await sleep(10)
  assert.deepEqual(left(), [])
})
