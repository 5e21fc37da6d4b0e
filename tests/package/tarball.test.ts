import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { test } from 'node:test'
import { consumerFolder, packedFiles } from '../support/consumer.ts'
import { root } from '../support/root.ts'
import { runCommand } from '../support/run-command.ts'

const allowed = [
  /^(package\.json|README\.md|LICENSE|CHANGELOG\.md|CONTRIBUTING\.md|SECURITY\.md|dist\/THIRD_PARTY_LICENSES\.md)$/,
  /^dist\/(shared\/)?[\w.-]+\.([mc]js(\.map)?|d\.[mc]ts)$/,
  /^src\/([\w/.-]+\.ts|[\w/-]+\/README\.md|operations\/openapi\.json)$/,
  // What the documents link to: without its packages.
  /^(examples|tests\/frameworks)\/(?!.*node_modules)([\w/.-]+\.[jt]s|payouts\/package\.json)$/,
]

const readText = (path: string) => readFileSync(`${root}${path}`, 'utf8')

interface Manifest {
  readonly dependencies?: object
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>
  readonly peerDependencies?: object
}

test('the tarball holds what it should and nothing else', () => {
  assert.deepEqual(
    packedFiles.filter((path) => !allowed.some((pattern) => pattern.test(path))),
    [],
  )
  const guides = ['src/operations/README.md', 'src/sandbox/README.md']
  for (const path of ['README.md', 'LICENSE', 'CHANGELOG.md', 'dist/THIRD_PARTY_LICENSES.md', ...guides]) {
    assert.ok(packedFiles.includes(path), `${path} is missing`)
  }
})

/** The documents that a user of the package reads; CONTRIBUTING.md is for those who have the repository. */
const documents = packedFiles.filter((path) => path.endsWith('.md') && !/^(CONTRIBUTING|dist\/)/.test(path))

for (const page of documents) {
  test(`what ${page} links to is in the tarball`, () => {
    const links = [...readText(page).matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)].map(([, target = '']) =>
      posix.join(posix.dirname(page), target).replace(/\/$/, ''),
    )
    const missing = links.filter((link) => !packedFiles.some((path) => path === link || path.startsWith(`${link}/`)))
    assert.deepEqual([...new Set(missing)], [])
  })
}

test('the package depends on nothing', async () => {
  const manifest = JSON.parse(readText('package.json')) as Manifest
  assert.deepEqual(manifest.dependencies ?? {}, {})
  for (const name of Object.keys(manifest.peerDependencies ?? {})) {
    assert.equal(manifest.peerDependenciesMeta?.[name]?.optional, true, `${name} is a peer that is not optional`)
  }
  const { output } = await runCommand('npm', ['ls', '--omit=dev', '--all'])
  assert.match(output, /\(empty\)/)
})

test('installing the package installs nothing else', async () => {
  const { output } = await runCommand('npm', ['ls', '--all', '--parseable'], { cwd: consumerFolder })
  const installed = output.trim().split('\n').slice(1)
  assert.equal(installed.length, 1, output)
  assert.match(installed[0] ?? '', /cryptomus-kit$/)
})

for (const name of ['valibot', '@noble/hashes', 'qr', 'fast-png', 'fflate', 'iobuffer', 'tinyqueue']) {
  test(`the licence of ${name} is shipped, because its code is`, () => {
    const licence = readText(`node_modules/${name}/${name === 'valibot' ? 'LICENSE.md' : 'LICENSE'}`)
    assert.ok(readText('dist/THIRD_PARTY_LICENSES.md').includes(licence.trim()))
  })
}
