import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import ts from 'typescript'
import { root } from '../support/root.ts'
import { specifiersOf } from '../support/sources.ts'

const files = readdirSync(`${root}dist`, { recursive: true, encoding: 'utf8' }).filter((path) =>
  /\.[mc]?[jt]s$/.test(path),
)

const code = files.filter((path) => /(?<!\.d)\.[mc]js$/.test(path))

const treeOf = (path: string) =>
  ts.createSourceFile(path, readFileSync(`${root}dist/${path}`, 'utf8'), ts.ScriptTarget.Latest, true)

/** What a file of dist imports from outside of it. */
function outsideOf(path: string): readonly string[] {
  const tree = treeOf(path)
  const referenced = [...tree.typeReferenceDirectives, ...tree.libReferenceDirectives].map(({ fileName }) => fileName)
  return [...specifiersOf(tree), ...referenced].filter((specifier) => !specifier.startsWith('.'))
}

/** The files that run on Node alone. */
const nodeOnly = /^(sandbox-server|undici)\.[mc]js$/

/** The files that import a package, which is an optional peer. */
const withPeer = /^undici\.[mc]js$/

const isMeant = (path: string, specifier: string) =>
  (nodeOnly.test(path) && specifier.startsWith('node:')) || (withPeer.test(path) && specifier === 'undici')

test('there is something to look at', () => {
  assert.ok(files.length > 10)
})

test('the code of dist imports neither a package nor a module of Node, but for the subpaths that are made of them', () => {
  const outside = code.flatMap((path) => outsideOf(path).map((specifier) => ({ path, specifier })))
  assert.deepEqual(
    outside.filter(({ path, specifier }) => !isMeant(path, specifier)),
    [],
  )
})

test('the declarations of dist name no package', () => {
  const declarations = files.filter((path) => /\.d\.[mc]ts$/.test(path))
  assert.ok(declarations.length > 0)
  assert.deepEqual(
    declarations.flatMap((path) => outsideOf(path).map((specifier) => ({ path, specifier }))),
    [],
  )
})

test('an entry is one file, because each further one costs a process that starts half a millisecond', () => {
  const entries = ['index', 'sandbox', 'sandbox-server', 'signing', 'stores', 'undici', 'webhooks']
  assert.deepEqual([...code].sort(), entries.flatMap((name) => [`${name}.cjs`, `${name}.mjs`]).sort())
  const imported = code.flatMap((path) => specifiersOf(treeOf(path)).filter((specifier) => specifier.startsWith('.')))
  // Two thirds of the server's code are the sandbox, which no process loads that serves customers.
  assert.deepEqual(imported.sort(), ['./sandbox.cjs', './sandbox.mjs'])
})

for (const path of code) {
  test(`a stack trace through ${path} can be mapped to sources that are there`, () => {
    const text = readFileSync(`${root}dist/${path}`, 'utf8')
    assert.ok(text.endsWith(`\n//# sourceMappingURL=${path}.map\n`))
    const map = JSON.parse(readFileSync(`${root}dist/${path}.map`, 'utf8')) as {
      readonly sources: readonly string[]
      readonly sourcesContent: readonly (string | null)[]
    }
    const missing = map.sources.filter(
      (source, at) => map.sourcesContent[at] === null && !existsSync(join(root, 'dist', dirname(path), source)),
    )
    assert.deepEqual(missing, [])
  })
}

const load = createRequire(import.meta.url)
const copies = ['index', 'webhooks'].flatMap((name) => ['cjs', 'mjs'].map((extension) => `${name}.${extension}`))

/** A copy of the code that several entries hold. */
type Copy = typeof import('../../src/index.ts')

const loadCopy = async (path: string): Promise<Copy> =>
  path.endsWith('.cjs') ? load(`${root}dist/${path}`) : import(`${root}dist/${path}`)

test('code that several entries hold recognises the errors of each copy', async () => {
  const { isCryptomusError } = await loadCopy('index.mjs')
  for (const path of [...copies, 'signing.mjs', 'signing.cjs']) {
    const copy = path.startsWith('webhooks') ? 'verifyWebhook' : 'signPayload'
    const run = (await loadCopy(path))[copy]
    assert.throws(
      () => run('', ''),
      (error: unknown) => isCryptomusError(error, 'config'),
      path,
    )
  }
  const { redisStore } = await loadCopy('stores.mjs')
  assert.throws(
    () => redisStore({} as never, { prefix: 'a:' }),
    (error: unknown) => isCryptomusError(error, 'config'),
  )
})

test('code that several entries hold takes the bodySign of each copy for its own', async () => {
  for (const one of copies) {
    for (const other of copies) {
      const { parseWebhook } = await loadCopy(one)
      const { bodySign } = await loadCopy(other)
      // As a scheme of the user's it would be asked for yes or no, and the reason would be `sign_mismatch`.
      assert.throws(
        () => parseWebhook('{"type":"payment"}', 'key', bodySign),
        { reason: 'sign_missing' },
        `${one} ${other}`,
      )
    }
  }
})
