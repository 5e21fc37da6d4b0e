import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { posix, sep } from 'node:path'
import { test } from 'node:test'
import { root } from '../support/root.ts'

// That every operation has a case is checked by the compiler, in tests/fixtures/cases.ts.

/** Helpers with a single reader that stay files of their own, with the reason. */
const apart: Readonly<Record<string, string>> = {
  'support/count-scans.ts': 'a program that runs in a process of its own',
  'support/faults/answers.ts': 'a table of a hundred lines',
  'support/faults/check-fault.ts': 'more than a hundred lines, beside the server that they drive',
  'support/open-api.ts': 'knows OpenAPI and no test',
  'support/php-numbers.php': 'a program in PHP',
  'support/php-verify.php': 'a program in PHP',
  'support/readme.ts': 'reads the blocks that run-blocks.ts runs',
  'support/sandbox-calls.ts': 'two hundred lines of random steps, beside the properties that they must keep',
  'support/run-blocks.ts': 'a program that runs in a process of its own',
}

const files = readdirSync(`${root}tests`, { recursive: true, encoding: 'utf8' })
  .map((path) => path.split(sep).join('/'))
  .filter((path) => /\.(ts|mjs|php)$/.test(path) && !/(^|\/)(\.|node_modules\/)/.test(path))
const isShared = (path: string) => /^(support|fixtures)\//.test(path)

/** The files of tests that a file imports or runs. */
function namedBy(path: string): readonly string[] {
  const quoted = [...readFileSync(`${root}tests/${path}`, 'utf8').matchAll(/'([\w./-]+\.(?:ts|php))'/g)]
  return quoted.map(([, name = '']) => {
    if (name.startsWith('.')) return posix.join(posix.dirname(path), name)
    return name.endsWith('.php') ? `support/${name}` : name.replace(/^tests\//, '')
  })
}

/** The shared files that a file imports, directly or through other shared files. */
function reachedFrom(path: string, seen = new Set<string>()): ReadonlySet<string> {
  for (const next of namedBy(path)) {
    if (!files.includes(next) || !isShared(next) || seen.has(next)) continue
    seen.add(next)
    reachedFrom(next, seen)
  }
  return seen
}

test('a file in tests/support serves two files, or stands in the table of exceptions with its reason', () => {
  const reached = files
    .filter((path) => !isShared(path) && path !== 'architecture/tests.test.ts')
    .map((path) => reachedFrom(path))
  const usersOf = (path: string) => reached.filter((each) => each.has(path)).length
  const needless = files.filter((path) => path.startsWith('support/') && usersOf(path) < 2 && apart[path] === undefined)
  assert.deepEqual(needless, [], 'These helpers belong into the only test that uses them.')
})
