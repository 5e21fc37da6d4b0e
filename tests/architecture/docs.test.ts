import assert from 'node:assert/strict'
import { test } from 'node:test'
import ts from 'typescript'
import { groups } from '../../src/operations/groups.ts'
import { checker, docOf, everyName, tagsOf } from '../support/public-api.ts'
import { nodesOf, sources } from '../support/sources.ts'
import { findGroup } from '../tools/reference/find-declarations.ts'

const membersOf = (symbol: ts.Symbol) => [...(symbol.members?.values() ?? [])]
const isNamed = ({ flags }: ts.Symbol) => (flags & (ts.SymbolFlags.Property | ts.SymbolFlags.Method)) !== 0

test('every exported name has a doc comment', () => {
  const undocumented = everyName.filter(({ symbol }) => docOf(symbol) === '')
  assert.deepEqual(
    undocumented.map(({ subpath, name }) => `${subpath} ${name}`),
    [],
  )
})

test('every member of an exported interface has a doc comment', () => {
  const interfaces = everyName.filter(({ symbol }) => (symbol.flags & ts.SymbolFlags.Interface) !== 0)
  const undocumented = interfaces.flatMap(({ name, symbol }) =>
    membersOf(symbol)
      .filter((member) => isNamed(member) && docOf(member) === '')
      .map((member) => `${name}.${member.name}`),
  )
  assert.deepEqual([...new Set(undocumented)], [])
})

const firstLine = (text: string) => text.split('\n')[0]

for (const group of Object.keys(groups)) {
  test(`the docs of ${group} say what the operations say`, () => {
    for (const member of checker.getTypeOfSymbol(findGroup(group).symbol).getProperties()) {
      const { initializer } = member.valueDeclaration as ts.PropertyAssignment
      const alias = checker.getSymbolAtLocation(initializer)
      assert.ok(alias, `${group}.${member.name} is not one of the operations`)
      const operation = alias.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(alias) : alias
      assert.equal(docOf(member), firstLine(docOf(operation)), `${group}.${member.name}`)
    }
  })
}

const functions = everyName.filter(
  ({ symbol, isValue }) => isValue && checker.getTypeOfSymbol(symbol).getCallSignatures().length > 0,
)
const saysWhatItThrows = ({ symbol }: { readonly symbol: ts.Symbol }) =>
  tagsOf(symbol, 'throws').length > 0 || /\bNever throws\b/.test(docOf(symbol))
const silent = functions.filter((each) => !saysWhatItThrows(each)).map(({ subpath, name }) => `${subpath} ${name}`)

test('the doc of an exported function says which errors it throws, or that it never throws', () => {
  assert.deepEqual(silent, [])
})

/** The doc comments of src, outside the folders and files that are still to be gone over. */
const docsOutside = (unread: readonly string[]) =>
  sources
    .filter(({ path }) => !unread.some((start) => path.startsWith(start)))
    .flatMap(({ path, text }) => [...text.matchAll(/\/\*\*.*?\*\//gs)].map(([doc]) => ({ path, doc })))

// These words begin a clause without a noun, which has to be read twice.
const clauses = /^\/\*\*[\s*]*(What|How|Where|Whether|Which|Whatever|Nothing|Lets|Tells|Says|Hands)\b.*/

test('a doc comment begins with a noun or a verb', () => {
  // Rooms whose inside is written anew soon.
  const unread = ['call/', 'sandbox/']
  const clumsy = docsOutside(unread).filter(({ doc }) => clauses.test(doc))
  assert.deepEqual(
    clumsy.map(({ path, doc }) => `${path}: ${clauses.exec(doc)?.[0]}`),
    [],
  )
})

test('a doc comment names only what exists', () => {
  const unread: readonly string[] = []
  const written = sources.flatMap(({ tree }) => [...nodesOf(tree)].filter(ts.isIdentifier).map(({ text }) => text))
  const known = new Set(written)
  const named = docsOutside(unread).flatMap(({ path, doc }) =>
    [...doc.matchAll(/`([a-z]+[A-Z]\w*)/g)].map(([, name = '']) => ({ path, name })),
  )
  assert.deepEqual(
    named.filter(({ name }) => !known.has(name)),
    [],
  )
})
