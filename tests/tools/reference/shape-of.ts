import ts from 'typescript'
import { checker, docOf } from '../../support/public-api.ts'
import type { Field, Shape } from './types.ts'

/** Types that the type parameters of a declaration stand for. */
type Scope = ReadonlyMap<string, Shape>

type Declaration = ts.InterfaceDeclaration | ts.TypeAliasDeclaration

const keywords: Readonly<Record<number, 'string' | 'number' | 'boolean' | 'undefined' | 'unknown'>> = {
  [ts.SyntaxKind.StringKeyword]: 'string',
  [ts.SyntaxKind.NumberKeyword]: 'number',
  [ts.SyntaxKind.BooleanKeyword]: 'boolean',
  [ts.SyntaxKind.UndefinedKeyword]: 'undefined',
  [ts.SyntaxKind.UnknownKeyword]: 'unknown',
}

/** Returns the symbol of a name, followed through imports. */
export function symbolAt(node: ts.Node): ts.Symbol {
  const symbol = checker.getSymbolAtLocation(node)
  if (symbol === undefined) throw new Error(`The reference does not know ${node.getText()}.`)
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
}

const isDeclaration = (node: ts.Node): node is Declaration =>
  (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) &&
  node.getSourceFile().fileName.includes('/src/')

/** Returns the interface or alias of this package that a name stands for, or `undefined` for one of the platform. */
const declarationAt = (name: ts.Node) => symbolAt(name).declarations?.find(isDeclaration)

const nameOf = (shape: Shape) => ('name' in shape ? shape.name : '')

function scopeOf(declaration: Declaration, args: readonly Shape[]): Scope {
  const names = (declaration.typeParameters ?? []).map(({ name }) => name.text)
  return new Map(names.map((name, index) => [name, args[index] ?? { kind: 'unknown' }]))
}

function fieldOf(member: ts.PropertySignature, scope: Scope): Field {
  const symbol = symbolAt(member.name)
  const tag = symbol.getJsDocTags(checker).find(({ name }) => name === 'default')
  return {
    name: member.name.getText(),
    isOptional: member.questionToken !== undefined,
    doc: docOf(symbol),
    fallback: tag && ts.displayPartsToString(tag.text),
    shape: member.type === undefined ? { kind: 'unknown' } : shapeOf(member.type, scope),
  }
}

function fieldsOfDeclaration(declaration: Declaration, args: readonly Shape[]): readonly Field[] {
  const scope = scopeOf(declaration, args)
  if (ts.isTypeAliasDeclaration(declaration)) return fieldsOf(declaration.type, scope)
  const bases = (declaration.heritageClauses ?? []).flatMap(({ types }) => types)
  const inherited = bases.flatMap((base) => fieldsOfReference(base.expression, base.typeArguments, scope))
  return [...declaration.members.filter(ts.isPropertySignature).map((member) => fieldOf(member, scope)), ...inherited]
}

function fieldsOfReference(name: ts.Node, args: readonly ts.TypeNode[] = [], scope: Scope): readonly Field[] {
  const declaration = declarationAt(name)
  if (declaration === undefined) return []
  return fieldsOfDeclaration(
    declaration,
    args.map((arg) => shapeOf(arg, scope)),
  )
}

/** Returns the fields of all members of a type. A field that one member of a union forbids is described by another. */
export function fieldsOf(node: ts.TypeNode, scope: Scope = new Map()): readonly Field[] {
  if (ts.isParenthesizedTypeNode(node)) return fieldsOf(node.type, scope)
  if (ts.isTypeReferenceNode(node)) return fieldsOfReference(node.typeName, node.typeArguments, scope)
  if (ts.isTypeLiteralNode(node)) {
    return node.members.filter(ts.isPropertySignature).map((member) => fieldOf(member, scope))
  }
  if (!ts.isUnionTypeNode(node) && !ts.isIntersectionTypeNode(node)) return []
  const all = node.types.flatMap((type) => fieldsOf(type, scope)).filter(({ shape }) => shape.kind !== 'undefined')
  return all.filter(({ name }, index) => all.findIndex((each) => each.name === name) === index)
}

function shapeOfReference(node: ts.TypeReferenceNode, scope: Scope): Shape {
  const bound = scope.get(node.typeName.getText())
  if (bound !== undefined) return bound
  // A `Date` is sent as a string.
  if (node.typeName.getText() === 'Date') return { kind: 'string' }
  const declaration = declarationAt(node.typeName)
  if (declaration === undefined) throw new Error(`The reference cannot describe ${node.getText()}.`)
  const args = (node.typeArguments ?? []).map((arg) => shapeOf(arg, scope))
  // `Page<Payment>` is named PaymentPage.
  const name = [...args.map(nameOf), declaration.name.text].join('')
  const doc = docOf(symbolAt(declaration.name))
  return ts.isInterfaceDeclaration(declaration)
    ? { kind: 'object', name, doc, fields: fieldsOfDeclaration(declaration, args) }
    : { kind: 'alias', name, doc, target: shapeOf(declaration.type, scopeOf(declaration, args)) }
}

/** Describes a type of src with its docs; throws for a construct that it does not know. */
export function shapeOf(node: ts.TypeNode, scope: Scope = new Map()): Shape {
  const keyword = keywords[node.kind]
  if (keyword !== undefined) return { kind: keyword }
  if (ts.isParenthesizedTypeNode(node) || ts.isTypeOperatorNode(node)) return shapeOf(node.type, scope)
  if (ts.isArrayTypeNode(node)) return { kind: 'list', item: shapeOf(node.elementType, scope) }
  if (ts.isTypeReferenceNode(node)) return shapeOfReference(node, scope)
  if (ts.isUnionTypeNode(node)) return { kind: 'union', members: node.types.map((type) => shapeOf(type, scope)) }
  // `string & {}`, which keeps a list of values open.
  if (ts.isIntersectionTypeNode(node) && node.types[0]?.kind === ts.SyntaxKind.StringKeyword) return { kind: 'string' }
  if (ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal)) return { kind: 'word', word: node.literal.text }
  if (ts.isLiteralTypeNode(node) && node.literal.kind === ts.SyntaxKind.NullKeyword) return { kind: 'null' }
  throw new Error(`The reference cannot describe ${node.getText()}.`)
}
