import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import ts from 'typescript'
import { root, specifiersOf } from '../support/sources.ts'

const files = readdirSync(`${root}dist`, { recursive: true, encoding: 'utf8' }).filter((path) =>
  /\.[mc]?[jt]s$/.test(path),
)

/** What a file of dist imports from outside of it. */
function outsideOf(path: string): readonly string[] {
  const text = readFileSync(`${root}dist/${path}`, 'utf8')
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
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
  const code = files.filter((path) => /\.[mc]js$/.test(path))
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
