import type { GroupDoc, OperationDoc } from '../types.ts'
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

/** All operations, one a row; `page` is the way to the page of the operations from where the table stands. */
export function operationsTable(groups: readonly GroupDoc[], page: string): string {
  const rows = groups.flatMap(({ operations }) =>
    operations.map((operation) =>
      row(
        `[${code(operation.id)}](${page}#${anchorOf(headingOf(operation))})`,
        code(operation.name),
        endpointCell(operation),
        keyCell(operation),
        code(operation.repeatable),
      ),
    ),
  )
  return table(['operation', 'standalone function', 'endpoint', 'key', 'repeatable'], rows)
}
