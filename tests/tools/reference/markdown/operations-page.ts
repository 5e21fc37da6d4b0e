import type { Repeatable } from '../../../../src/operations/types.ts'
import type { GroupDoc, OperationDoc } from '../types.ts'
import { code, inWords, onlyGateway, titleOf } from './format.ts'
import { notice } from './notice.ts'
import { headingOf, operationsTable } from './overview.ts'
import { paramsTable, resultTable } from './tables.ts'

/** Effect of sending an operation again, in one sentence. */
const repeatableInWords: Readonly<Record<Repeatable, string>> = {
  reads: 'It changes nothing, so the client may retry it.',
  order_id: 'A known `order_id` returns the existing record, so the client may retry it if the params carry one.',
  ensured:
    'A known `order_id` returns the existing record, but money leaves, so the client never sends it again by itself.',
  no: 'Sent again it would act again, so the client never does that by itself.',
}

const signedBy = ({ key }: Pick<OperationDoc, 'key'>) => (key === 'none' ? 'not signed' : `signed with the ${key} key`)

function gatewayNotes(operation: OperationDoc): readonly string[] {
  const only = onlyGateway(operation)
  const keys = operation.otherKeys.map((each) => `At ${titleOf(each.gateway)}, it is ${signedBy(each)}.`)
  const paths = operation.otherPaths.map((each) => `At ${titleOf(each.gateway)}, its path is ${code(each.path)}.`)
  return [...(only === '' ? [] : [`${only} only.`]), ...paths, ...keys]
}

/** The endpoint, its key and its notes, in one line. */
function endpointLine(operation: OperationDoc): string {
  const { method, path, repeatable } = operation
  const endpoint = `${code(`${method} ${path}`)}, ${signedBy(operation)}.`
  return [endpoint, repeatableInWords[repeatable], ...gatewayNotes(operation)].join(' ')
}

function echoLine({ echo = [] }: OperationDoc): string {
  if (echo.length === 0) return ''
  return `A result with another ${inWords(echo.map(code), 'or')} is a \`conflict\` error: an older record, or this one in the gateway's spelling.`
}

function ruleLines({ rules, params }: OperationDoc): readonly string[] {
  const inQuery = params.filter(({ place }) => place === 'query').map(({ name }) => code(name))
  return [
    ...rules.atMostOne.map(([a, b]) => `At most one of ${code(a)} and ${code(b)} may be given.`),
    ...rules.together.map(([a, b]) => `${code(a)} and ${code(b)} require each other.`),
    ...inQuery.map((name) => `${name} is sent in the query string.`),
  ]
}

function paramsSection(operation: OperationDoc): readonly string[] {
  if (operation.params.length === 0) return ['Takes no params.']
  return ['**Params**', paramsTable(operation), ruleLines(operation).join(' ')]
}

function resultSection(operation: OperationDoc): readonly string[] {
  const { result, resultType } = operation
  const title = `**Result**: ${code(resultType)}`
  const doc = result.kind === 'object' || result.kind === 'alias' ? `. ${result.doc}` : ''
  return [`${title}${doc}`, resultTable(operation)]
}

function operationSection(operation: OperationDoc): readonly string[] {
  const { summary, details, source } = operation
  return [
    `### ${headingOf(operation)}`,
    summary,
    endpointLine(operation),
    ...details,
    echoLine(operation),
    ...paramsSection(operation),
    ...resultSection(operation),
    `Source: [${source.title}](${source.url})`,
  ]
}

const intro = (groups: readonly GroupDoc[]): readonly string[] => [
  notice,
  '# Operations',
  'All endpoints that this package declares, with their params and results.',
  '`client.payments.create(params, options?)` and `createPayment(caller, params, options?)` are the same call; `client` is a caller.',
  operationsTable(groups, ''),
  [
    '`key` is the API key that signs the call. `repeatable` is the effect of sending it again: `reads` changes nothing;',
    '`order_id` returns the existing record if the params carry a known one; `ensured` does the same, but money leaves, so',
    'the client never sends it again by itself; `no` acts again, so the client never sends it again by itself.',
  ].join('\n'),
  'The same as an OpenAPI 3.1 document: [openapi.json](openapi.json).',
]

/** Makes the page of the operations: an overview, then each in full, by group. */
export function operationsPage(groups: readonly GroupDoc[]): string {
  const sections = groups.flatMap(({ name, doc, operations }) => [
    `## ${name}`,
    doc,
    ...operations.flatMap(operationSection),
  ])
  return `${[...intro(groups), ...sections].filter((paragraph) => paragraph !== '').join('\n\n')}\n`
}
