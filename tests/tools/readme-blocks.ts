import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { root } from './sources.ts'

/** One TypeScript block of a document, written to a file of its own. */
export interface Block {
  /** Where it stands: `README.md:57`. */
  readonly place: string
  readonly file: string
  /** Whether it is run, too: a fence that says `ts no-run` is only compiled. */
  readonly runs: boolean
}

// Inside the project, so that its settings and its packages are found; ignored by git.
const folder = `${root}tests/.readme/`

/** Writes every TypeScript block of the documents to a file. */
export function writeBlocks(documents: readonly string[]): readonly Block[] {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  return documents.flatMap((document) => {
    const text = readFileSync(`${root}${document}`, 'utf8')
    return [...text.matchAll(/^```ts( no-run)?\n([\s\S]*?)^```/gm)].map(({ index, 1: noRun, 2: code = '' }) => {
      const line = text.slice(0, index).split('\n').length
      const file = `${folder}${document.replace('.md', '')}-${line}.ts`
      // An export makes a module of a block that has none.
      writeFileSync(file, `${code}\nexport {}\n`)
      return { place: `${document}:${line}`, file, runs: noRun === undefined }
    })
  })
}
