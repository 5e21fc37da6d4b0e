import { readFileSync } from 'node:fs'
import { root } from '../../support/root.ts'
import { describeGroups } from './describe-groups.ts'
import { exportsOf } from './exports-of.ts'
import { formatJson } from './format-json.ts'
import { command } from './markdown/notice.ts'
import { operationsPage } from './markdown/operations-page.ts'
import { operationsTable } from './markdown/overview.ts'
import { makeDocument } from './openapi/make-document.ts'
import type { GroupDoc, JsonSchema } from './types.ts'

/** File that is made from the operations. */
export interface Output {
  /** Its path in the repository. */
  readonly path: string
  readonly text: string
}

/** Reference of the operations, in all its forms. */
export interface Reference {
  readonly groups: readonly GroupDoc[]
  readonly document: JsonSchema
  readonly outputs: readonly Output[]
}

/** Returns the present text of a file; empty if there is none. */
export function readOutput(path: string): string {
  try {
    return readFileSync(root + path, 'utf8')
  } catch {
    return ''
  }
}

/** Replaces the text between two markers of a file. */
function insertBetween(path: string, [start, end]: readonly [string, string], text: string): Output {
  const [before, after, ...more] = readOutput(path).split(start)
  const rest = after?.split(end)
  if (before === undefined || rest?.length !== 2 || more.length > 0) {
    throw new Error(`${path} must hold ${start} and ${end}, once each.`)
  }
  return { path, text: `${before}${start}\n\n${text}\n\n${end}${rest[1]}` }
}

/** Makes the reference without writing a file. */
export function makeReference(): Reference {
  const groups = describeGroups()
  const document = makeDocument(groups)
  const folder = 'src/operations/'
  const outputs = [
    { path: `${folder}README.md`, text: operationsPage(groups) },
    { path: `${folder}openapi.json`, text: `${formatJson(document)}\n` },
    insertBetween(
      'README.md',
      ['<!-- reference -->', '<!-- /reference -->'],
      operationsTable(groups, `${folder}README.md`),
    ),
    insertBetween(
      'src/index.ts',
      [`// Operations, made by: ${command}`, '// End of the operations'],
      exportsOf(groups),
    ),
  ]
  return { groups, document, outputs }
}
