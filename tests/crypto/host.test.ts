import assert from 'node:assert/strict'
import * as buffer from 'node:buffer'
import { test } from 'node:test'
import { hostModule } from '../../src/crypto/host.ts'
import { bareHost, emptyHost, nodeHost } from '../support/hosts.ts'

test('reaches a module of the host by name', () => {
  assert.equal(hostModule(nodeHost, 'node:buffer'), buffer)
})

test('finds nothing where there is no process, no loader or no such module', () => {
  for (const host of [bareHost, { process: undefined }, { process: {} }, emptyHost]) {
    assert.equal(hostModule(host, 'node:crypto'), undefined)
  }
})
