import ts from 'typescript'
import { checker, program } from '../public-api.ts'
import { root } from '../sources.ts'
import { command } from './markdown/notice.ts'
import type { GroupDoc } from './types.ts'

const lineWidth = 120

/** The order of the linter: by letter, a capital before its small twin. */
const sortKey = (name: string) => [...name].map((letter) => letter.toLowerCase() + Number(letter >= 'a')).join('')

/** Exports what the index of a group does, except for the group itself: its names are too plain to be public. */
function exportGroup({ name: group, folder }: GroupDoc): string {
  const tree = program.getSourceFile(`${root}src/operations/${folder}/index.ts`)
  const module = tree && checker.getSymbolAtLocation(tree)
  if (module === undefined) throw new Error(`src/operations/${folder}/index.ts is not a module.`)
  const names = checker
    .getExportsOfModule(module)
    .filter(({ name }) => name !== group)
    .sort((a, b) => (sortKey(a.name) < sortKey(b.name) ? -1 : 1))
    .map((symbol) => {
      const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
      return target.flags & ts.SymbolFlags.Value ? symbol.name : `type ${symbol.name}`
    })
  const line = `export { ${names.join(', ')} } from './${folder}/index.ts'`
  return line.length <= lineWidth ? line : `export {\n  ${names.join(',\n  ')},\n} from './${folder}/index.ts'`
}

/** `src/operations/index.ts`: every operation and its types, under one roof. */
export const exportsFile = (groups: readonly GroupDoc[]): string =>
  `// Made from the groups by: ${command}\n${[...groups]
    .sort((a, b) => (a.folder < b.folder ? -1 : 1))
    .map(exportGroup)
    .join('\n')}\n`
