import { isOptionalOnly, knownWords, partsOf } from '../shapes.ts'
import type { OperationDoc, Shape } from '../types.ts'

/** Formats a text as code. */
export const code = (text: string): string => `\`${text}\``

/** Formats a list of names: `a, b and c`. */
export function inWords(names: readonly string[], joint = 'and'): string {
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} ${joint} ${last}`
}

/** Formats a row of a table, on one line. */
export const row = (...cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('\n', ' ').replaceAll('|', '\\|')).join(' | ')} |`

/** Formats a table. */
export const table = (head: readonly string[], rows: readonly string[]): string =>
  [row(...head), `|${'---|'.repeat(head.length)}`, ...rows].join('\n')

/** Formats a type: `string or null`, `list of Service`. */
export function typeInWords(shape: Shape): string {
  if (shape.kind === 'list') return `list of ${typeInWords(shape.item)}`
  if (shape.kind === 'word') return 'string'
  if (shape.kind === 'object') return code(shape.name)
  if (shape.kind === 'alias') return typeInWords(shape.target)
  if (shape.kind !== 'union') return shape.kind
  const kinds = partsOf(shape)
    .filter((part) => !isOptionalOnly(part))
    .map(typeInWords)
  return inWords([...new Set(kinds)], 'or')
}

/** Formats the known values of a string type as a sentence; empty if the type has none. */
export function wordsInWords(shape: Shape): string {
  const { words, isOpen } = knownWords(shape)
  if (words.length === 0) return ''
  return ` ${isOpen ? 'Known are' : 'One of'} ${inWords(words.map(code), isOpen ? 'and' : 'or')}.`
}

/** Formats the id of a gateway as a name: `Heleket`. */
export const titleOf = (gateway: string): string => gateway.slice(0, 1).toUpperCase() + gateway.slice(1)

/** Returns the only gateway that offers an operation; empty if all do. */
export const onlyGateway = ({ gateways: [first = '', ...others] }: OperationDoc): string =>
  others.length === 0 ? titleOf(first) : ''
