import assert from 'node:assert/strict'
import { test } from 'node:test'
import ts from 'typescript'
import { nodesOf, placeOf, type Source, sources } from '../support/sources.ts'

const { SyntaxKind } = ts

/** Positions of forbidden nodes in src. */
function find(isForbidden: (node: ts.Node) => boolean, isExempt = (_: Source) => false): readonly string[] {
  return sources
    .filter((source) => !isExempt(source))
    .flatMap((source) => [...nodesOf(source.tree)].filter(isForbidden).map((node) => placeOf(source, node)))
}

const isAtModuleLevel = (node: ts.Node) => ts.isSourceFile(node.parent)

test('nothing is a class', () => {
  assert.deepEqual(find(ts.isClassLike), [])
})

test('nothing says this', () => {
  const isThis = ({ kind }: ts.Node) => kind === SyntaxKind.ThisKeyword || kind === SyntaxKind.ThisType
  assert.deepEqual(find(isThis), [])
})

test('nothing is an enum, a namespace or a decorator', () => {
  const kinds = [SyntaxKind.EnumDeclaration, SyntaxKind.ModuleDeclaration, SyntaxKind.Decorator]
  assert.deepEqual(
    find(({ kind }) => kinds.includes(kind)),
    [],
  )
})

test('nothing is exported as a default', () => {
  const isDefault = (node: ts.Node) => ts.isExportAssignment(node) || node.kind === SyntaxKind.DefaultKeyword
  const isOfSwitch = (node: ts.Node) => ts.isDefaultClause(node.parent)
  assert.deepEqual(
    find((node) => isDefault(node) && !isOfSwitch(node)),
    [],
  )
})

test('no module has a variable of its own, but for the hash found on the host', () => {
  const isVariable = (node: ts.Node) =>
    ts.isVariableStatement(node) && isAtModuleLevel(node) && !(node.declarationList.flags & ts.NodeFlags.Const)
  assert.deepEqual(
    find(isVariable, ({ path }) => path.startsWith('crypto/')),
    [],
  )
})

test('no module has a collection of its own that can grow', () => {
  const isEmpty = (node: ts.Expression) =>
    (ts.isArrayLiteralExpression(node) && node.elements.length === 0) ||
    (ts.isObjectLiteralExpression(node) && node.properties.length === 0)
  const canGrow = (node: ts.Expression | undefined) =>
    node !== undefined &&
    (isEmpty(node) || (ts.isNewExpression(node) && /^(Weak)?(Map|Set)$/.test(node.expression.getText())))
  const isFilledAtOnce = (node: ts.Expression | undefined) =>
    node !== undefined && ts.isNewExpression(node) && (node.arguments ?? []).length > 0
  const isState = (node: ts.Node) =>
    ts.isVariableDeclaration(node) &&
    isAtModuleLevel(node.parent.parent) &&
    canGrow(node.initializer) &&
    !isFilledAtOnce(node.initializer)
  assert.deepEqual(find(isState), [])
})

test('nothing reads the environment', () => {
  const isEnvironment = (node: ts.Node) =>
    ts.isPropertyAccessExpression(node) && node.name.text === 'env' && /\bprocess$/.test(node.expression.getText())
  assert.deepEqual(find(isEnvironment), [])
})

test('nothing writes to the console', () => {
  const isConsole = (node: ts.Node) =>
    ts.isPropertyAccessExpression(node) && /\bconsole$/.test(node.expression.getText())
  // A client without a logger says there, once, that it allows http.
  assert.deepEqual(
    find(isConsole, ({ path }) => path === 'call/client-options.ts'),
    [],
  )
})
