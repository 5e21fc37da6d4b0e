import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { test } from 'node:test'
import { root } from '../support/root.ts'

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  'src/operations/README.md',
  'src/flows/README.md',
  'src/sandbox/README.md',
]

for (const page of pages) {
  test(`what ${page} links to and what it names in code exists`, () => {
    const text = readFileSync(root + page, 'utf8')
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)].map(([, target = '']) =>
      posix.join(posix.dirname(page), target),
    )
    // A path in code names a file from the root: `src/call/send.ts`. One with a placeholder names many.
    const named = [...text.matchAll(/`((?:src|tests|examples)\/[\w./-]+)`/g)].map(([, path = '']) => path)
    assert.deepEqual(
      [...new Set([...links, ...named])].filter((path) => !existsSync(root + path)),
      [],
    )
  })
}
