import assert from 'node:assert/strict'
import { test } from 'node:test'
import { functionsOf, importsOf, sources } from '../tools/sources.ts'

const lineLimit = 120

/** Files that may be longer, and why. */
const longFiles: Readonly<Record<string, string>> = {
  'index.ts': 'every public name, and nothing else',
  'webhooks/types.ts': 'every member of every event with its doc, and nothing else',
}

test('no file is longer than 120 lines', () => {
  const lengths = sources.map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
  assert.deepEqual(
    lengths.filter(({ path, lines }) => lines > lineLimit && longFiles[path] === undefined),
    [],
  )
})

test('the index.ts of a folder declares nothing but a group', () => {
  const index = sources.filter(({ path }) => path.endsWith('index.ts'))
  assert.deepEqual(
    index.filter((source) => functionsOf(source).length > 0),
    [],
  )
  for (const source of index) assert.ok(importsOf(source).length > 0, `${source.path} exports nothing`)
})
