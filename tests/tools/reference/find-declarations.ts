import ts from 'typescript'
import { checker, docOf, program } from '../../support/public-api.ts'
import { root } from '../../support/root.ts'
import { symbolAt } from './shape-of.ts'

/** Declaration of an operation in src. */
export interface Declared {
  readonly id: string
  /** Name of its constant. */
  readonly name: string
  /** Its doc comment, without the tags. */
  readonly doc: string
  /** Text of its first `@see`; empty without one. */
  readonly see: string
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
  const id = initializer.expression.getText() === 'declareOperation' ? idOf(initializer.arguments[0]) : undefined
  const [params, result] = initializer.typeArguments ?? []
  if (id === undefined || params === undefined || result === undefined) return undefined
  const symbol = symbolAt(name)
  const see = symbol.getJsDocTags(checker).find((tag) => tag.name === 'see')
  return { id, name: name.getText(), doc: docOf(symbol), see: ts.displayPartsToString(see?.text), params, result }
}

/** All operations that src declares, by id. */
export function findDeclarations(): ReadonlyMap<string, Declared> {
  const found = program
    .getSourceFiles()
    .filter(({ fileName }) => fileName.startsWith(`${root}src/operations/`))
    .flatMap((tree) => tree.statements.filter(ts.isVariableStatement))
    .flatMap(({ declarationList }) => declarationList.declarations)
    .flatMap((declaration) => readDeclaration(declaration) ?? [])
  return new Map(found.map((each) => [each.id, each]))
}

const operationsFolder = `${root}src/operations/`

/** The file of src/operations that declares a group, such as `payments/index.ts`, and the symbol of the group. */
export function findGroup(group: string): { readonly file: string; readonly symbol: ts.Symbol } {
  for (const tree of program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(operationsFolder))) {
    const module = checker.getSymbolAtLocation(tree)
    const symbol = module && checker.getExportsOfModule(module).find(({ name }) => name === group)
    if (symbol?.valueDeclaration?.getSourceFile() === tree)
      return { file: tree.fileName.slice(operationsFolder.length), symbol }
  }
  throw new Error(`src/operations declares no group called ${group}.`)
}
