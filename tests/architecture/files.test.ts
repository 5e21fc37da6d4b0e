import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { posix } from 'node:path'
import { test } from 'node:test'
import ts from 'typescript'
import { entryPoints, publicNames } from '../support/public-api.ts'
import { root } from '../support/root.ts'
import { exportsOf, functionsOf, importsOf, nodesOf, sources } from '../support/sources.ts'

const longest = 220
const shortest = 40

const isIndex = (path: string) => posix.basename(path) === 'index.ts'
const isTypes = (path: string) => /(^|[/-])types\.ts$/.test(path)

/** The number of lines that hold a token: neither empty ones nor those of comments. */
function linesOfCode(tree: ts.SourceFile): number {
  const lineAt = (position: number) => tree.getLineAndCharacterOfPosition(position).line
  const lines = new Set<number>()
  for (const node of nodesOf(tree)) {
    if (node.getChildCount() > 0 || node.getStart() === node.end || ts.isJSDoc(node.parent) || ts.isJSDoc(node))
      continue
    for (let line = lineAt(node.getStart()); line <= lineAt(node.end - 1); line++) lines.add(line)
  }
  return lines.size
}

/** The files of src that export a public name. */
const publicFiles = new Set(
  Object.values(entryPoints)
    .flatMap(publicNames)
    .flatMap(({ symbol }) => symbol.declarations ?? [])
    .map((declaration) => declaration.getSourceFile().fileName.replace(`${root}src/`, '')),
)

test('no file has more than 220 lines of code', () => {
  const long = sources
    .map(({ path, tree }) => ({ path, lines: linesOfCode(tree) }))
    .filter(({ lines }) => lines > longest)
  assert.deepEqual(long, [])
})

test('comments and empty lines are not counted as code', () => {
  const text = '// one\n\n/**\n * two\n */\nconst a = `\n\n`\nconst b = 1 // three\n'
  assert.equal(linesOfCode(ts.createSourceFile('example.ts', text, ts.ScriptTarget.Latest, true)), 4)
})

/** Short files with one reader beside them that stay files all the same, and why. */
const shortFiles: Readonly<Record<string, string>> = {
  'call/refusal-reason.ts': 'the table of the words of the gateway, which grows',
  'sandbox/behaviours.ts': 'the table of all behaviours, and no helper',
}

test('a short file has readers elsewhere, or a public name: helpers stand beside their only reader', () => {
  const importers = (path: string) =>
    sources.filter((source) => !isIndex(source.path) && importsOf(source).some(({ target }) => target === path))
  const needless = sources
    .filter(({ path, text }) => !isIndex(path) && !isTypes(path) && text.trimEnd().split('\n').length < shortest)
    .filter(({ path }) => !publicFiles.has(path) && shortFiles[path] === undefined)
    .filter(({ path }) => {
      const [only, ...others] = importers(path)
      return only !== undefined && others.length === 0 && posix.dirname(only.path) === posix.dirname(path)
    })
  assert.deepEqual(
    needless.map(({ path }) => path),
    [],
  )
})

test('no two files export different things under one name', () => {
  const named = sources
    .filter(({ path }) => !isIndex(path))
    .flatMap((source) => exportsOf(source).map((name) => ({ name, path: source.path })))
  const twice = named.filter(({ name, path }) => named.some((other) => other.name === name && other.path !== path))
  assert.deepEqual(twice, [])
})

test('the index.ts of a folder declares nothing but a group', () => {
  const index = sources.filter(({ path }) => isIndex(path))
  assert.deepEqual(
    index.filter((source) => functionsOf(source).length > 0),
    [],
  )
  for (const source of index) {
    assert.ok(importsOf(source).length > 0, `${source.path} exports nothing`)
    assert.doesNotMatch(source.text, /^export \*/m, `${source.path} does not write out what it exports`)
  }
})

test('every file with a public function has a test of the same path', () => {
  const untested = sources
    .filter((source) => publicFiles.has(source.path) && functionsOf(source).length > 0)
    .filter(({ path }) => !existsSync(`${root}tests/${path.replace(/\.ts$/, '.test.ts')}`))
  assert.deepEqual(
    untested.map(({ path }) => path),
    [],
  )
})
