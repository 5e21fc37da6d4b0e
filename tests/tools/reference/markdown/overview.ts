import type { GroupDoc, OperationDoc } from '../types.ts'
import { code, onlyGateway, row, table, titleOf } from './format.ts'

/** Returns the heading of an operation on the page of the operations. */
export const headingOf = ({ id, name }: OperationDoc): string => `${code(id)} / ${code(name)}`

/** Returns the fragment by which GitHub links to a heading. */
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
  const others = operation.otherPaths.map(({ gateway, path }) => `${code(path)} at ${titleOf(gateway)}`)
  const endpoint = [code(`${operation.method} ${operation.path}`), ...others].join(', ')
  return only === '' ? endpoint : `${endpoint} (${only} only)`
}

/** Makes the table of all operations; `page` is the path of their page, relative to the file of the table. */
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
