import { fork } from 'node:child_process'
import { availableParallelism, loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { median } from './median.ts'
import { subjects } from './subjects.ts'
import type { Bar, Row } from './types.ts'

// npm run bench: all subjects, or those that are named. A subject is measured in processes of its own.

const path = fileURLToPath(import.meta.url)
const measureFlag = '--measure'

/** Measures a subject in a process of its own, so that no subject runs in code that another one has warmed. */
function measureApart(name: string): Promise<readonly Row[]> {
  return new Promise((resolve) => {
    const child = fork(path, [measureFlag, name], { execArgv: ['--import', 'tsx', '--expose-gc'] })
    let rows: readonly Row[] = [{ what: name, value: 'the process that measures ended without a figure', unit: '' }]
    child.on('message', (message) => {
      rows = message as readonly Row[]
    })
    child.on('exit', () => resolve(rows))
  })
}

/** Returns the rows of several runs as one: each with the median of its figures. */
function mergeRuns(runs: readonly (readonly Row[])[]): readonly Row[] {
  return (runs[0] ?? []).map((row, at) => {
    const values = runs.map((rows) => rows[at]?.value)
    const numbers = values.filter((value) => typeof value === 'number')
    return numbers.length < values.length ? row : { ...row, value: median(numbers) }
  })
}

const isKept = (value: number, bar: Bar) => ('atMost' in bar ? value <= bar.atMost : value >= bar.atLeast)

const format = (value: number, unit: string) =>
  `${value.toLocaleString('en', { maximumFractionDigits: Math.abs(value) < 100 ? 2 : 0 })} ${unit}`

function toCells({ what, value, unit, bar }: Row): readonly string[] {
  const limit =
    bar === undefined ? '-' : 'atMost' in bar ? `≤ ${format(bar.atMost, unit)}` : `≥ ${format(bar.atLeast, unit)}`
  if (typeof value === 'string') return [what, limit, 'not measured', value]
  return [what, limit, format(value, unit), bar === undefined ? '-' : isKept(value, bar) ? 'kept' : 'MISSED']
}

function printTable(rows: readonly Row[]): void {
  const cells = [['what', 'bar', 'measured', 'verdict'], ...rows.map(toCells)]
  const widths = [0, 1, 2].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)))
  for (const row of cells)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
}

async function runAll(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !Object.hasOwn(subjects, name))
  if (unknown.length > 0)
    throw new Error(`There is no ${unknown.join(', ')}; there are ${Object.keys(subjects).join(', ')}.`)
  const rows: Row[] = []
  for (const [name, { processes = 1 }] of Object.entries(subjects)) {
    if (names.length > 0 && !names.includes(name)) continue
    const runs: (readonly Row[])[] = []
    for (let run = 0; run < processes; run++) {
      process.stderr.write(`\r${name}, process ${run + 1} of ${processes} `)
      runs.push(await measureApart(name))
    }
    rows.push(...mergeRuns(runs))
  }
  process.stderr.write('\r')
  const load = loadavg()[0]?.toFixed(1)
  console.log(
    `Node ${process.version}, ${availableParallelism()} cores, load ${load}. The bars are those of two quiet cores.\n`,
  )
  printTable(rows)
  if (rows.some(({ value, bar }) => typeof value === 'number' && bar !== undefined && !isKept(value, bar)))
    process.exitCode = 1
}

const [first, name = ''] = process.argv.slice(2)
if (first === measureFlag) {
  const failed = (error: unknown): readonly Row[] => [{ what: name, value: String(error), unit: '' }]
  process.send?.(await subjects[name]?.measure().catch(failed), () => process.exit())
} else {
  await runAll(process.argv.slice(2))
}
