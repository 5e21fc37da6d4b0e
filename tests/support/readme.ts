import { readFileSync } from 'node:fs'
import { root } from './sources.ts'

/** One TypeScript block of README.md. */
export interface ReadmeBlock {
  /** The heading above it, and its line: what a failure is called. */
  readonly name: string
  readonly code: string
  /** Whether it may be run: a fence that says `no-run` is for blocks that are only type-checked. */
  readonly runs: boolean
}

const fence = /^```ts\b([^\n]*)\n(.*?)^```$/gms

/** Every block of README.md that is fenced as `ts`. */
export function readReadme(): readonly ReadmeBlock[] {
  const text = readFileSync(`${root}README.md`, 'utf8')
  return [...text.matchAll(fence)].map(({ index, 1: attributes = '', 2: code = '' }) => {
    const before = text.slice(0, index).split('\n')
    const heading = before.findLast((line) => /^#+ /.test(line)) ?? ''
    const name = `${heading.replace(/^#+ /, '')} (README.md:${before.length})`
    return { name, code, runs: !attributes.includes('no-run') }
  })
}
