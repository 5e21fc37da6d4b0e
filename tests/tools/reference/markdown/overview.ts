import type { GroupDoc, OperationDoc } from '../types.ts'
import { notice } from './notice.ts'
import { code, onlyGateway, row, table, titleOf } from './spell.ts'

/** The heading of an operation on the page of its group. */
export const headingOf = ({ id, name }: OperationDoc): string => `${code(id)} / ${code(name)}`

/** What GitHub makes of a heading to link to it. */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, '')
    .replaceAll(' ', '-')

function keyCell({ key, otherKeys }: OperationDoc): string {
  return [key, ...otherKeys.map((other) => `${other.key} at ${titleOf(other.gateway)}`)].join(', ')
}

function endpointCell(operation: OperationDoc): string {
  const only = onlyGateway(operation)
  const endpoint = code(`${operation.method} ${operation.path}`)
  return only === '' ? endpoint : `${endpoint} (${only} only)`
}

/** All operations, one a row; `base` is the way to src/operations from where the table stands. */
export function operationsTable(groups: readonly GroupDoc[], base: string): string {
  const rows = groups.flatMap(({ folder, operations }) =>
    operations.map((operation) =>
      row(
        `[${code(operation.id)}](${base}${folder}/README.md#${anchorOf(headingOf(operation))})`,
        code(operation.name),
        endpointCell(operation),
        keyCell(operation),
        code(operation.repeatable),
      ),
    ),
  )
  return table(['operation', 'standalone function', 'endpoint', 'key', 'repeatable'], rows)
}

/** The page that leads to those of the groups. */
export function indexPage(groups: readonly GroupDoc[]): string {
  return `${[
    notice,
    '# Operations',
    'Every endpoint that this package knows, with its params and its result on the page of its group:',
    groups.map(({ name, folder, doc }) => `- [${code(name)}](${folder}/README.md): ${doc}`).join('\n'),
    '`client.payments.create(params, options?)` and `createPayment(caller, params, options?)` are the same call; `client` is a caller.',
    operationsTable(groups, ''),
    [
      '`key` is the API key that signs the call. `repeatable` says why sending it twice is safe: `reads` changes nothing;',
      '`order_id` is answered with the old record when the params carry a known one; `ensured` is the same, but money leaves,',
      'so it is not sent again by itself; `no` would act again.',
    ].join('\n'),
    'The same for machines, as OpenAPI 3.1: [openapi.json](openapi.json).',
  ].join('\n\n')}\n`
}
