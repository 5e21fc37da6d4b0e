import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { root } from './root.ts'

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

/** Writes each block to a file of its own, for as long as the process lives, and returns the files. */
export function writeBlocks(codes: readonly string[]): readonly string[] {
  // Neither git nor the project's tsconfig.json sees this folder.
  mkdirSync(`${root}tests/.readme`, { recursive: true })
  const folder = mkdtempSync(`${root}tests/.readme/`)
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const files = codes.map((_, index) => `${folder}/block-${index}.ts`)
  for (const [index, file] of files.entries()) writeFileSync(file, codes[index] ?? '')
  return files
}
