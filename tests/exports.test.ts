import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { entryPoints, publicNames } from './support/public-api.ts'
import { root } from './support/root.ts'

interface Exported {
  readonly values: readonly string[]
  readonly types: readonly string[]
}

const snapshotFile = `${root}tests/fixtures/exports.json`
const howToUpdate = 'Is that on purpose? UPDATE_EXPORTS=1 npm test -- exports'

async function readExports(entry: string): Promise<Exported> {
  const module = (await import(pathToFileURL(root + entry).href)) as object
  const types = publicNames(entry).filter(({ isValue }) => !isValue)
  return { values: Object.keys(module).sort(), types: types.map(({ name }) => name) }
}

const actual: Record<string, Exported> = {}
for (const [subpath, entry] of Object.entries(entryPoints)) actual[subpath] = await readExports(entry)

if (process.env.UPDATE_EXPORTS !== undefined) writeFileSync(snapshotFile, `${JSON.stringify(actual, null, 2)}\n`)
const expected = JSON.parse(readFileSync(snapshotFile, 'utf8')) as Record<string, Exported>

/** What came and what went, a line each. */
function describeChange(before: readonly string[], after: readonly string[]): string {
  const gone = before.filter((name) => !after.includes(name)).map((name) => `- ${name}`)
  const added = after.filter((name) => !before.includes(name)).map((name) => `+ ${name}`)
  return [...gone, ...added].join('\n')
}

for (const subpath of Object.keys({ ...expected, ...actual })) {
  for (const kind of ['values', 'types'] as const) {
    test(`'${subpath}' exports the ${kind} that it is known to`, () => {
      const change = describeChange(expected[subpath]?.[kind] ?? [], actual[subpath]?.[kind] ?? [])
      assert.equal(change, '', `The ${kind} of '${subpath}' have changed:\n${change}\n${howToUpdate}`)
    })
  }
}

for (const [subpath, entry] of Object.entries(entryPoints)) {
  test(`the compiler and the run time agree about the values of '${subpath}'`, () => {
    const declared = publicNames(entry).filter(({ isValue }) => isValue)
    assert.deepEqual(
      declared.map(({ name }) => name),
      actual[subpath]?.values,
    )
  })
}
