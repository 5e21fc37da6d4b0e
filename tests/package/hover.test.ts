import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import ts from 'typescript'
import { testHovers } from '../support/hover.ts'
import { root } from '../support/root.ts'

testHovers('../dist/index.mjs')

/** The names of a file that were made by appending a number, as the build does with the second of two equal ones. */
function renamedIn(path: string): readonly string[] {
  const names: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && /\$\d+$/.test(node.text)) names.push(`${path}: ${node.text}`)
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(path, readFileSync(`${root}dist/${path}`, 'utf8'), ts.ScriptTarget.Latest, true))
  return [...new Set(names)]
}

test('no name of the declarations was changed by the build, for hovers show it', () => {
  const declarations = readdirSync(`${root}dist`, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\.d\.[mc]?ts$/.test(path),
  )
  assert.ok(declarations.length > 14)
  assert.deepEqual(declarations.flatMap(renamedIn), [])
})
