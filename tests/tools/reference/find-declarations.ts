import { basename, dirname } from 'node:path'
import ts from 'typescript'
import { docOf, program } from '../public-api.ts'
import { root } from '../sources.ts'
import { symbolAt } from './shape-of.ts'

/** An operation, as src declares it. */
export interface Declared {
  readonly id: string
  /** The constant that it is kept in. */
  readonly name: string
  /** Its folder in src/operations. */
  readonly folder: string
  readonly doc: string
  readonly params: ts.TypeNode
  readonly result: ts.TypeNode
}

function idOf(spec: ts.Expression | undefined): string | undefined {
  if (spec === undefined || !ts.isObjectLiteralExpression(spec)) return undefined
  const member = spec.properties.find((each) => each.name?.getText() === 'id')
  const isText = member && ts.isPropertyAssignment(member) && ts.isStringLiteral(member.initializer)
  return isText ? member.initializer.text : undefined
}

function readDeclaration({ name, initializer }: ts.VariableDeclaration): Declared | undefined {
  if (initializer === undefined || !ts.isCallExpression(initializer)) return undefined
  const id = initializer.expression.getText() === 'defineOperation' ? idOf(initializer.arguments[0]) : undefined
  const [params, result] = initializer.typeArguments ?? []
  if (id === undefined || params === undefined || result === undefined) return undefined
  const folder = basename(dirname(name.getSourceFile().fileName))
  return { id, name: name.getText(), folder, doc: docOf(symbolAt(name)), params, result }
}

/** Every operation that src declares, by its id. */
export function findDeclarations(): ReadonlyMap<string, Declared> {
  const found = program
    .getSourceFiles()
    .filter(({ fileName }) => fileName.startsWith(`${root}src/operations/`))
    .flatMap((tree) => tree.statements.filter(ts.isVariableStatement))
    .flatMap(({ declarationList }) => declarationList.declarations)
    .flatMap((declaration) => readDeclaration(declaration) ?? [])
  return new Map(found.map((each) => [each.id, each]))
}

/** What a group's own doc comment says. */
export function docOfGroup(folder: string, group: string): string {
  const tree = program.getSourceFile(`${root}src/operations/${folder}/index.ts`)
  const declaration = tree?.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations)
    .find(({ name }) => name.getText() === group)
  if (declaration === undefined) throw new Error(`src/operations/${folder}/index.ts does not declare ${group}.`)
  return docOf(symbolAt(declaration.name))
}
