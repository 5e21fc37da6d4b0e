import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import ts from 'typescript'
import { compilerOptions, program } from './public-api.ts'
import { root } from './sources.ts'

/** One block of a text that is fenced as `ts`. */
interface Block {
  /** Position of its fence in the text. */
  readonly index: number
  /** The rest of the line behind `ts`. */
  readonly attributes: string
  readonly code: string
}

const fence = /^```ts\b([^\n]*)\n(.*?)^```$/gms

/** Returns the blocks of a text that are fenced as `ts`. */
export function blocksIn(text: string): readonly Block[] {
  return [...text.matchAll(fence)].map(({ index, 1: attributes = '', 2: code = '' }) => ({ index, attributes, code }))
}

/** One TypeScript block of a page. */
export interface ReadmeBlock {
  /** The heading above it, and its line: what a failure is called. */
  readonly name: string
  readonly code: string
  /** Whether it may be run: a fence that says `no-run` is for blocks that are only type-checked. */
  readonly runs: boolean
}

/** Every block of README.md, or of a guide beside the code, that is fenced as `ts`. */
export function readReadme(page = 'README.md'): readonly ReadmeBlock[] {
  const text = readFileSync(`${root}${page}`, 'utf8')
  return blocksIn(text).map(({ index, attributes, code }) => {
    const before = text.slice(0, index).split('\n')
    const heading = before.findLast((line) => /^#+ /.test(line)) ?? ''
    const name = `${heading.replace(/^#+ /, '')} (${page}:${before.length})`
    return { name, code, runs: !attributes.includes('no-run') }
  })
}

/** Files made of blocks, and the compiler's complaints about each. */
export interface WrittenBlocks {
  readonly files: readonly string[]
  readonly problemsOf: (file: string) => readonly string[]
}

/** Writes each block to a file of its own, for as long as the process lives. The first question compiles them all. */
export function writeBlocks(codes: readonly string[]): WrittenBlocks {
  // Neither git nor the project's tsconfig.json sees this folder.
  mkdirSync(`${root}tests/.readme`, { recursive: true })
  const folder = mkdtempSync(`${root}tests/.readme/`)
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const files = codes.map((_, index) => `${folder}/block-${index}.ts`)
  for (const [index, file] of files.entries()) writeFileSync(file, codes[index] ?? '')

  let compiled: ts.Program | undefined
  const problemsOf = (file: string) => {
    // A reader's file need not use all that it declares.
    compiled ??= ts.createProgram(files, { ...compilerOptions(), noUnusedLocals: false }, undefined, program)
    const tree = compiled.getSourceFile(file)
    if (tree === undefined) throw new Error(`${file} is not one of the blocks.`)
    const found = [...compiled.getSyntacticDiagnostics(tree), ...compiled.getSemanticDiagnostics(tree)]
    return found.map(({ start = 0, messageText }) => {
      const { line } = tree.getLineAndCharacterOfPosition(start)
      return `line ${line + 1} of the block: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`
    })
  }
  return { files, problemsOf }
}
