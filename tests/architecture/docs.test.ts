import assert from 'node:assert/strict'
import { test } from 'node:test'
import ts from 'typescript'
import { groups } from '../../src/operations/groups.ts'
import { checker, docOf, entryPoints, publicNames } from '../support/public-api.ts'
import { findGroup } from '../tools/reference/find-declarations.ts'

const everyName = Object.entries(entryPoints).flatMap(([subpath, entry]) =>
  publicNames(entry).map((each) => ({ ...each, subpath })),
)

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
