import ts from 'typescript'
import { root } from './root.ts'

/** The subpaths of the package and the sources behind them. */
export const entryPoints = {
  '.': 'src/index.ts',
  './signing': 'src/signing/index.ts',
  './webhooks': 'src/webhooks/index.ts',
  './stores': 'src/stores/index.ts',
  './undici': 'src/undici/index.ts',
  './sandbox': 'src/sandbox/index.ts',
  './sandbox/server': 'src/sandbox/server/index.ts',
} as const

/** The options of tsconfig.json. */
export function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile) as { config: unknown }
  return ts.parseJsonConfigFileContent(config, ts.sys, root).options
}

/** One exported name, followed to where it is declared. */
export interface PublicName {
  readonly name: string
  readonly symbol: ts.Symbol
  /** True if it exists at run time. */
  readonly isValue: boolean
}

const parsed = new Map<string, ts.SourceFile | undefined>()

/** Compiles files. What several programs of a process read, its libraries above all, is parsed once. */
export function compile(files: readonly string[], options = compilerOptions()): ts.Program {
  const host = ts.createCompilerHost(options)
  const getSourceFile: ts.CompilerHost['getSourceFile'] = (path, ...how) => {
    if (!parsed.has(path)) parsed.set(path, host.getSourceFile(path, ...how))
    return parsed.get(path)
  }
  return ts.createProgram(files, options, { ...host, getSourceFile })
}

/** The compiler's view of the entry points. */
export const program = compile(Object.values(entryPoints).map((path) => root + path))

export const checker = program.getTypeChecker()

/** Everything that an entry point exports, in order of its names. */
export function publicNames(entry: string): readonly PublicName[] {
  const tree = program.getSourceFile(root + entry)
  const module = tree && checker.getSymbolAtLocation(tree)
  if (module === undefined) throw new Error(`${entry} is not a module.`)
  return checker
    .getExportsOfModule(module)
    .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol))
    .map((symbol, index) => ({
      name: checker.getExportsOfModule(module)[index]?.name ?? symbol.name,
      symbol,
      isValue: (symbol.flags & ts.SymbolFlags.Value) !== 0,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** The doc comment of a symbol, as a hover shows it. */
export function docOf(symbol: ts.Symbol): string {
  return ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim()
}

/** The texts of a symbol's doc tags of one name, such as `throws`. */
export function tagsOf(symbol: ts.Symbol, name: string): readonly string[] {
  const tags = symbol.getJsDocTags(checker).filter((tag) => tag.name === name)
  return tags.map(({ text }) => ts.displayPartsToString(text))
}

/** Everything that the package exports, each thing once, with the first subpath that exports it. */
export const everyName: readonly (PublicName & { readonly subpath: string })[] = Object.entries(entryPoints)
  .flatMap(([subpath, entry]) => publicNames(entry).map((each) => ({ ...each, subpath })))
  .filter(({ symbol }, index, all) => all.findIndex((other) => other.symbol === symbol) === index)
