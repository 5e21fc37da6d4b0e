import type { Repeatable } from '../../../../src/operations/types.ts'
import type { GroupDoc, OperationDoc } from '../types.ts'
import { notice } from './notice.ts'
import { headingOf, operationsTable } from './overview.ts'
import { code, inWords, onlyGateway, titleOf } from './spell.ts'
import { paramsTable, resultTable } from './tables.ts'

/** Why an operation may be sent again, or may not. */
const repeatableInWords: Readonly<Record<Repeatable, string>> = {
  reads: 'Changes nothing, so sending it again is safe.',
  order_id: 'With an `order_id`, sending it again is safe: the gateway answers a known one with the old record.',
  ensured:
    'A known `order_id` is answered with the old record, but money leaves, so nothing sends it again by itself: read it first.',
  no: 'Sending it again would act again, so nothing does.',
}

const signedBy = ({ key }: Pick<OperationDoc, 'key'>) => (key === 'none' ? 'not signed' : `signed with the ${key} key`)

function gatewayNotes(operation: OperationDoc): readonly string[] {
  const only = onlyGateway(operation)
  const keys = operation.otherKeys.map((each) => `At ${titleOf(each.gateway)}, it is ${signedBy(each)}.`)
  return only === '' ? keys : [`${only} only.`, ...keys]
}

/** How the operation travels, in one line. */
function endpointLine(operation: OperationDoc): string {
  const { method, path, repeatable } = operation
  const endpoint = `${code(`${method} ${path}`)}, ${signedBy(operation)}.`
  return [endpoint, repeatableInWords[repeatable], ...gatewayNotes(operation)].join(' ')
}

function echoLine({ echo = [] }: OperationDoc): string {
  if (echo.length === 0) return ''
  return `An answer with another ${inWords(echo.map(code), 'or')} is a \`conflict\`: it is about another record.`
}

function ruleLines({ rules, params }: OperationDoc): readonly string[] {
  const inQuery = params.filter(({ place }) => place === 'query').map(({ name }) => code(name))
  return [
    ...rules.atMostOne.map(([a, b]) => `At most one of ${code(a)} and ${code(b)} may be given.`),
    ...rules.together.map(([a, b]) => `${code(a)} and ${code(b)} need each other.`),
    ...inQuery.map((name) => `${name} travels in the query string.`),
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
    `Source: ${source}`,
  ]
}

const intro = (groups: readonly GroupDoc[]): readonly string[] => [
  notice,
  '# Operations',
  'Every endpoint that this package knows, with its params and its result.',
  '`client.payments.create(params, options?)` and `createPayment(caller, params, options?)` are the same call; `client` is a caller.',
  operationsTable(groups, ''),
  [
    '`key` is the API key that signs the call. `repeatable` says why sending it twice is safe: `reads` changes nothing;',
    '`order_id` is answered with the old record when the params carry a known one; `ensured` is the same, but money leaves,',
    'so it is not sent again by itself; `no` would act again.',
  ].join('\n'),
  'The same for machines, as OpenAPI 3.1: [openapi.json](openapi.json).',
]

/** The page of the operations: an overview, then each in full, by group. */
export function operationsPage(groups: readonly GroupDoc[]): string {
  const sections = groups.flatMap(({ name, doc, operations }) => [
    `## ${name}`,
    doc,
    ...operations.flatMap(operationSection),
  ])
  return `${[...intro(groups), ...sections].filter((paragraph) => paragraph !== '').join('\n\n')}\n`
}
