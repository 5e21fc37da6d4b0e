import { calls } from './calls.ts'
import { demo } from './demo.ts'
import { hostile } from './hostile.ts'
import { imports } from './imports.ts'
import { signing } from './signing.ts'
import type { Row } from './types.ts'

const isKept = ({ value, bar }: Row) => ('atMost' in bar ? value <= bar.atMost : value >= bar.atLeast)

const show = (row: Row) => {
  const { what, value, spread, unit, bar } = row
  const limit = 'atMost' in bar ? `at most ${bar.atMost}` : `at least ${bar.atLeast}`
  const quartiles = spread === undefined ? '' : `, quartiles ${spread.map((each) => each.toFixed(2)).join(' and ')}`
  return `${isKept(row) ? '✓' : '✗'} ${what}: ${value.toFixed(2)} ${unit} (${limit}${quartiles})`
}

const filters = process.argv.slice(2)
const subjects = { signing, hostile, imports, calls, demo }
const chosen = Object.entries(subjects).filter(([name]) => filters.length === 0 || filters.includes(name))

for (const [, measure] of chosen) {
  for (const row of await measure()) {
    console.log(show(row))
    if (!isKept(row)) process.exitCode = 1
  }
}
