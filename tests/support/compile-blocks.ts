import ts from 'typescript'
import { compile, compilerOptions } from './public-api.ts'

/** Returns the compiler's complaints about one of the files that `writeBlocks` wrote. The first question compiles them all. */
export function compileBlocks(files: readonly string[]): (file: string) => readonly string[] {
  let compiled: ts.Program | undefined
  return (file) => {
    // A reader's file need not use all that it declares.
    compiled ??= compile(files, { ...compilerOptions(), noUnusedLocals: false })
    const tree = compiled.getSourceFile(file)
    if (tree === undefined) throw new Error(`${file} is not one of the blocks.`)
    const found = [...compiled.getSyntacticDiagnostics(tree), ...compiled.getSemanticDiagnostics(tree)]
    return found.map(({ start = 0, messageText }) => {
      const { line } = tree.getLineAndCharacterOfPosition(start)
      return `line ${line + 1} of the block: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`
    })
  }
}
