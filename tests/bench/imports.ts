import { execFileSync } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { root } from '../support/sources.ts'
import { summary } from './summary.ts'
import type { Row } from './types.ts'

const rounds = 25

/** Milliseconds that a fresh process takes to import a module, told by the process itself. */
function timeOf(specifier: string): number {
  const script = `const at = performance.now(); await import(${JSON.stringify(pathToFileURL(`${root}${specifier}`).href)}); console.log(performance.now() - at)`
  return Number(execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: root, encoding: 'utf8' }))
}

/** The cold import of an entry point over that of an empty module. */
export async function imports(): Promise<readonly Row[]> {
  const empty = 'tests/bench/empty.mjs'
  const over = (file: string) => {
    const times = Array.from({ length: rounds }, () => timeOf(`dist/${file}.mjs`) - timeOf(empty))
    return summary(times)
  }
  return [
    { what: 'cold import of . over an empty module', ...over('index'), unit: 'ms', bar: { atMost: 5 } },
    { what: 'cold import of ./signing over an empty module', ...over('signing'), unit: 'ms', bar: { atMost: 1.5 } },
  ]
}
