import assert from 'node:assert/strict'
import { test } from 'node:test'
import { behaviours } from '../../src/sandbox/behaviours.ts'
import { operations } from '../support/operations.ts'
import { findDeclarations } from '../tools/reference/find-declarations.ts'
import { readOutput } from '../tools/reference/make-outputs.ts'

const declarations = findDeclarations()
const answered = behaviours as Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>

const overview = readOutput('src/operations/README.md')

/** Demands on every operation. */
const demands: Readonly<Record<string, (each: (typeof operations)[number]) => boolean>> = {
  'the id that its place in the client gives it': ({ id, operation }) => operation.id === id,
  'a behaviour in the sandbox': ({ group, member }) => typeof answered[group]?.[member] === 'function',
  'a doc comment': ({ id }) => (declarations.get(id)?.doc ?? '') !== '',
  'an entry in the reference': ({ id }) => overview.includes(`| [\`${id}\`](`),
  'a case in tests/fixtures': ({ fixture }) => fixture !== undefined,
}

for (const [what, isMet] of Object.entries(demands)) {
  test(`every operation has ${what}`, () => {
    const lacking = operations.filter((each) => !isMet(each)).map(({ id }) => id)
    assert.deepEqual(lacking, [], `These operations lack ${what}: ${lacking.join(', ')}`)
  })
}

test('every operation that is declared belongs to a group', () => {
  const ids: readonly string[] = operations.map(({ id }) => id)
  const strays = [...declarations.keys()].filter((id) => !ids.includes(id))
  assert.deepEqual(strays, [])
})
