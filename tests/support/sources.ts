import { readdirSync, readFileSync } from 'node:fs'
import { posix, sep } from 'node:path'
import ts from 'typescript'
import { root } from './root.ts'

/** One file of src. */
export interface Source {
  /** Its path in src: `call/build-request.ts`. */
  readonly path: string
  readonly text: string
  readonly tree: ts.SourceFile
}

/** One import or re-export of a file; those of types count. */
export interface Import {
  /** As it is written: `../errors/types.ts`. */
  readonly specifier: string
  /** Target of a relative specifier, as a path in src: `errors/types.ts`. */
  readonly target: string | undefined
}

function readSource(path: string): Source {
  const text = readFileSync(`${root}src/${path}`, 'utf8')
  return { path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true) }
}

/** Every file of src, parsed once. */
export const sources: readonly Source[] = readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' })
  .map((path) => path.split(sep).join('/'))
  .filter((path) => path.endsWith('.ts'))
  .sort()
  .map(readSource)

/** Every node of a tree, the root included. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node
  for (const child of node.getChildren()) yield* nodesOf(child)
}

function specifierOf(node: ts.Node): string | undefined {
  if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier !== undefined) {
    return (node.moduleSpecifier as ts.StringLiteral).text
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
    return node.argument.literal.getText().slice(1, -1)
  const isCall = ts.isCallExpression(node) && /^(import|require)$/.test(node.expression.getText())
  return isCall ? node.arguments[0]?.getText().slice(1, -1) : undefined
}

/** The specifiers of everything that a module imports, re-exports or requires. */
export function specifiersOf(tree: ts.SourceFile): readonly string[] {
  return [...nodesOf(tree)].map(specifierOf).filter((specifier) => specifier !== undefined)
}

const importsFound = new WeakMap<ts.SourceFile, readonly Import[]>()

/** Imports and re-exports of a file, in every form that the language has. A file is searched once. */
export function importsOf({ path, tree }: Source): readonly Import[] {
  const found = importsFound.get(tree) ?? findImports(path, tree)
  importsFound.set(tree, found)
  return found
}

function findImports(path: string, tree: ts.SourceFile): readonly Import[] {
  return specifiersOf(tree).map((specifier) => ({
    specifier,
    target: specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : undefined,
  }))
}

/** Position of a node, for a message: `call/build-request.ts:12`. */
export function placeOf({ path, tree }: Source, node: ts.Node): string {
  return `${path}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`
}

/** A function that a file exports. */
export interface ExportedFunction {
  readonly name: string
  readonly lines: number
}

const isExported = (statement: ts.Statement) =>
  ts.canHaveModifiers(statement) &&
  (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)

const isOperation = (node: ts.Expression) =>
  ts.isCallExpression(node) && node.expression.getText() === 'declareOperation'

/** The functions that a file exports, declared or as a constant; an operation is one, too. */
export function functionsOf({ tree }: Source): readonly ExportedFunction[] {
  const lineAt = (position: number) => tree.getLineAndCharacterOfPosition(position).line
  return tree.statements.filter(isExported).flatMap((statement) => {
    const lines = lineAt(statement.end) - lineAt(statement.getStart()) + 1
    if (ts.isFunctionDeclaration(statement)) return [{ name: statement.name?.text ?? 'default', lines }]
    if (!ts.isVariableStatement(statement)) return []
    return statement.declarationList.declarations
      .filter(({ initializer }) => initializer && (ts.isArrowFunction(initializer) || isOperation(initializer)))
      .map(({ name }) => ({ name: name.getText(), lines }))
  })
}

/** The names that a file declares and exports. */
export function exportsOf({ tree }: Source): readonly string[] {
  return tree.statements.filter(isExported).flatMap((statement) => {
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.map(({ name }) => name.getText())
    const { name } = statement as ts.DeclarationStatement
    return name === undefined ? [] : [name.getText()]
  })
}
