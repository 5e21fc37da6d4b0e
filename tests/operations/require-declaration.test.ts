import assert from 'node:assert/strict'
import { test } from 'node:test'
import { groups } from '../../src/operations/groups.ts'
import { requireDeclaration } from '../../src/operations/require-declaration.ts'
import { thrown } from '../tools/thrown.ts'

for (const [group, members] of Object.entries(groups)) {
  for (const [member, operation] of Object.entries(members)) {
    test(`${group}.${member} is a complete declaration`, () => requireDeclaration(operation))
  }
}

test('the first field that is wrong is named, with what it must be', () => {
  const { id, method, path } = groups.payments.create
  const error = thrown('config', () => requireDeclaration({ id, method, path }))
  assert.equal(error.option, 'key')
  assert.equal(error.message, 'key of an operation must fit /^(payment|payout|none)$/.')
})

test('what is no object is missing its id', () => {
  for (const nothing of [undefined, null, 7, 'payments.create']) {
    assert.equal(thrown('config', () => requireDeclaration(nothing)).option, 'id')
  }
})
