import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { test } from 'node:test'
import { root } from '../support/root.ts'

const pages = [
  'README.md',
  'AGENTS.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  'src/operations/README.md',
  'src/flows/README.md',
  'src/sandbox/README.md',
  'src/webhooks/README.md',
]

const textOf = (page: string) => readFileSync(root + page, 'utf8')

/** The name that GitHub and npm give a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-')

const anchorsIn = (page: string) =>
  [...textOf(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchorOf(heading))

for (const page of pages) {
  test(`what ${page} links to and what it names in code exists`, () => {
    const text = textOf(page)
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

  test(`the sections that ${page} links to exist`, () => {
    const links = [...textOf(page).matchAll(/\]\((?!https?:)([^)#]*)#([^)]*)\)/g)]
    const dead = links.filter(([, target, anchor = '']) => {
      const linked = target ? posix.join(posix.dirname(page), target) : page
      return !anchorsIn(linked).includes(anchor)
    })
    assert.deepEqual(
      dead.map(([link]) => link),
      [],
    )
  })
}
