import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import ts from 'typescript'
import { root, specifiersOf } from '../tools/sources.ts'

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

/** The files that run on Node alone, and what they import. */
const nodeOnly = /^sandbox-server\.[mc]js$/

test('there is something to look at', () => {
  assert.ok(files.length > 10)
})

test('the code of dist imports no package, and modules of Node only in the server of the sandbox', () => {
  const code = files.filter((path) => /\.[mc]js$/.test(path))
  const outside = code.flatMap((path) => outsideOf(path).map((specifier) => ({ path, specifier })))
  assert.deepEqual(
    outside.filter(({ path, specifier }) => !(nodeOnly.test(path) && specifier.startsWith('node:'))),
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
