import { execFileSync } from 'node:child_process'
import { root } from '../support/root.ts'
import { median } from './median.ts'
import type { Row } from './types.ts'

const example = 'examples/quickstart.ts'
const rounds = 3

/** Seconds from the start of a process to its end. One that fails throws. */
function secondsOf(file: string): number {
  const startedAt = performance.now()
  execFileSync(process.execPath, ['--import', 'tsx', file], { cwd: root, stdio: 'ignore', timeout: 60_000 })
  return (performance.now() - startedAt) / 1000
}

/** The first example as `npm run demo` runs it. */
export async function demo(): Promise<readonly Row[]> {
  const times = Array.from({ length: rounds }, () => secondsOf(example))
  return [{ what: `${example} from start to end`, value: median(times), unit: 's', bar: { atMost: 5 } }]
}
