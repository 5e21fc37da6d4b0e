import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import { functionsOf, root, sources } from '../tools/sources.ts'

/** Files whose functions are tested elsewhere, and where. */
const testedElsewhere: Readonly<Record<string, string>> = {}

const hasTwin = (path: string) => existsSync(`${root}tests/${path.replace(/\.ts$/, '.test.ts')}`)

test('every file that exports a function has a test of the same name', () => {
  const untested = sources.filter(
    (source) => functionsOf(source).length > 0 && !hasTwin(source.path) && testedElsewhere[source.path] === undefined,
  )
  assert.deepEqual(
    untested.map(({ path }) => path),
    [],
  )
})

test('each exception exists and needs to be one', () => {
  const needless = Object.keys(testedElsewhere).filter(
    (path) => hasTwin(path) || !sources.some((source) => source.path === path),
  )
  assert.deepEqual(needless, [])
})
