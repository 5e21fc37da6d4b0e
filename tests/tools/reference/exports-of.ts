import ts from 'typescript'
import { checker, program } from '../../support/public-api.ts'
import { root } from '../../support/root.ts'
import type { GroupDoc } from './types.ts'

const lineWidth = 120

/** Key of the linter's order: by letter, a capital before the same small letter. */
const sortKey = (name: string) => [...name].map((letter) => letter.toLowerCase() + Number(letter >= 'a')).join('')

/** Makes the export statement of a group's file, without the group itself, whose name is too general to be public. */
function exportGroup({ name: group, file }: GroupDoc): string {
  const tree = program.getSourceFile(`${root}src/operations/${file}`)
  const module = tree && checker.getSymbolAtLocation(tree)
  if (module === undefined) throw new Error(`src/operations/${file} is not a module.`)
  const names = checker
    .getExportsOfModule(module)
    .filter(({ name }) => name !== group)
    .sort((a, b) => (sortKey(a.name) < sortKey(b.name) ? -1 : 1))
    .map((symbol) => {
      const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
      return target.flags & ts.SymbolFlags.Value ? symbol.name : `type ${symbol.name}`
    })
  const line = `export { ${names.join(', ')} } from './operations/${file}'`
  return line.length <= lineWidth ? line : `export {\n  ${names.join(',\n  ')},\n} from './operations/${file}'`
}

/** Makes the export statements of all groups, for `src/index.ts`. */
export const exportsOf = (groups: readonly GroupDoc[]): string =>
  [...groups]
    .sort((a, b) => (a.file < b.file ? -1 : 1))
    .map(exportGroup)
    .join('\n')
