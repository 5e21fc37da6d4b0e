import ts from 'typescript'
import { groups } from '../../../src/operations/groups.ts'
import type { OperationSpec } from '../../../src/operations/types.ts'
import { docOf } from '../../support/public-api.ts'
import { describeParams } from './describe-params.ts'
import { type Declared, findDeclarations, findGroup } from './find-declarations.ts'
import { gateways } from './gateways.ts'
import { rulesOf } from './rules-of.ts'
import { fieldsOf, shapeOf, symbolAt } from './shape-of.ts'
import type { GroupDoc, OperationDoc, Source } from './types.ts'

/** Splits a doc comment into its first sentence and the rest. */
function splitDoc(doc: string): Pick<OperationDoc, 'summary' | 'details'> {
  const [first = '', ...more] = doc.split('\n\n').map((paragraph) => paragraph.replaceAll('\n', ' ').trim())
  const [summary = ''] = /^.*?[.](?= |$)/.exec(first) ?? [first]
  return { summary, details: [first.slice(summary.length).trim(), ...more].filter((paragraph) => paragraph !== '') }
}

/** Parses the text of a `@see`, such as `https://doc.cryptomus.com/business/balance (Balance)`. */
function sourceOf(see: string): Source {
  const [, url = '', title = ''] = /^(https:\/\/\S+) \((.+)\)$/.exec(see.trim()) ?? []
  return { url, title }
}

function describeOperation(
  group: string,
  operation: OperationSpec<unknown, unknown>,
  { name, doc, see, params, result }: Declared,
): OperationDoc {
  const { id, method, path, key, repeatable, query, echo } = operation
  const described = describeParams(operation, fieldsOf(params))
  return {
    ...{ id, method, path, key, repeatable, query, echo, group, name },
    ...splitDoc(doc),
    source: sourceOf(see),
    paramsDoc: ts.isTypeReferenceNode(params) ? docOf(symbolAt(params.typeName)) : '',
    params: described,
    rules: rulesOf(
      operation.params,
      described.map((param) => param.name),
    ),
    result: shapeOf(result),
    resultType: result.getText(),
    gateways: gateways.filter(({ unsupported }) => !unsupported.includes(id)).map((gateway) => gateway.id),
    otherPaths: gateways.flatMap((gateway) => {
      const other = gateway.pathOverrides[id]
      return other === undefined ? [] : [{ gateway: gateway.id, path: other }]
    }),
    otherKeys: gateways.flatMap((gateway) => {
      const other = gateway.keyOverrides[id]
      return other === undefined ? [] : [{ gateway: gateway.id, key: other }]
    }),
  }
}

/** Describes every operation of this package, by group. */
export function describeGroups(): readonly GroupDoc[] {
  const declarations = findDeclarations()
  return Object.entries(groups).map(([name, members]) => {
    const operations = Object.values(members).map((member) => {
      const operation = member as OperationSpec<unknown, unknown>
      const declared = declarations.get(operation.id)
      if (declared === undefined) throw new Error(`src/operations declares no operation of the id ${operation.id}.`)
      return describeOperation(name, operation, declared)
    })
    const { file, symbol } = findGroup(name)
    return { name, file, doc: docOf(symbol), operations }
  })
}
