import { readFileSync } from 'node:fs'
import { root } from '../sources.ts'
import { describeGroups } from './describe-groups.ts'
import { exportsFile } from './exports-file.ts'
import { formatJson } from './format-json.ts'
import { groupPage } from './markdown/group-page.ts'
import { indexPage, operationsTable } from './markdown/overview.ts'
import { makeDocument } from './openapi/make-document.ts'
import type { GroupDoc, JsonSchema } from './types.ts'

/** A file that is made from the operations. */
export interface Output {
  /** Its path in the repository. */
  readonly path: string
  readonly text: string
}

/** Everything that is made from the operations. */
export interface Reference {
  readonly groups: readonly GroupDoc[]
  readonly document: JsonSchema
  readonly outputs: readonly Output[]
}

const start = '<!-- reference -->'
const end = '<!-- /reference -->'

/** What stands in a file now, or nothing when there is none. */
export function readOutput(path: string): string {
  try {
    return readFileSync(root + path, 'utf8')
  } catch {
    return ''
  }
}

/** README.md with another table between its markers. */
function insertTable(readme: string, table: string): string {
  const [before, after, ...more] = readme.split(start)
  const rest = after?.split(end)
  if (before === undefined || rest?.length !== 2 || more.length > 0) {
    throw new Error(`README.md must hold ${start} and ${end}, once each.`)
  }
  return `${before}${start}\n\n${table}\n\n${end}${rest[1]}`
}

/** Makes the reference, without writing anything. */
export function makeReference(): Reference {
  const groups = describeGroups()
  const document = makeDocument(groups)
  const folder = 'src/operations/'
  const pages = groups.map((group) => ({ path: `${folder}${group.folder}/README.md`, text: groupPage(group) }))
  const readme = insertTable(readOutput('README.md'), operationsTable(groups, folder))
  const outputs = [
    ...pages,
    { path: `${folder}index.ts`, text: exportsFile(groups) },
    { path: `${folder}README.md`, text: indexPage(groups) },
    { path: `${folder}openapi.json`, text: `${formatJson(document)}\n` },
    { path: 'README.md', text: readme },
  ]
  return { groups, document, outputs }
}
