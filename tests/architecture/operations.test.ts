import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import { groups } from '../../src/operations/groups.ts'
import { behaviours } from '../../src/sandbox/behaviours.ts'
import { findDeclarations } from '../tools/reference/find-declarations.ts'
import { readOutput } from '../tools/reference/make-outputs.ts'

const members = Object.entries(groups).flatMap(([group, operations]) =>
  Object.entries(operations as Record<string, { readonly id: string }>).map(([member, { id }]) => ({
    group,
    member,
    id,
  })),
)

const declarations = findDeclarations()
const answered = behaviours as Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>

// Looked up at run time, so that what is missing is one failing test and not a file that does not compile.
const examplesFile = new URL('../fixtures/documented-examples.ts', import.meta.url)
const examples = existsSync(examplesFile)
  ? ((await import(examplesFile.href)) as { documentedExamples: Readonly<Record<string, unknown>> }).documentedExamples
  : {}

const overview = readOutput('src/operations/README.md')

/** What every operation has, and how one tells. */
const demands: Readonly<Record<string, (each: (typeof members)[number]) => boolean>> = {
  'the id that its place in the client gives it': ({ group, member, id }) => id === `${group}.${member}`,
  'a behaviour in the sandbox': ({ group, member }) => typeof answered[group]?.[member] === 'function',
  'a doc comment': ({ id }) => (declarations.get(id)?.doc ?? '') !== '',
  'an entry in the reference': ({ id }) => overview.includes(`| [\`${id}\`](`),
  'an example from the documentation, in tests/fixtures': ({ id }) => examples[id] !== undefined,
}

for (const [what, isMet] of Object.entries(demands)) {
  test(`every operation has ${what}`, () => {
    const lacking = members.filter((each) => !isMet(each)).map(({ id }) => id)
    assert.deepEqual(lacking, [], `These operations lack ${what}: ${lacking.join(', ')}`)
  })
}

test('every operation that is declared belongs to a group', () => {
  const ids = members.map(({ id }) => id)
  const strays = [...declarations.keys()].filter((id) => !ids.includes(id))
  assert.deepEqual(strays, [])
})
