import { parseArgs } from 'node:util'
import { root } from '../support/root.ts'
import { callsGateway, dependsOnHashes, findTests } from './find-tests.ts'
import type { TestReport } from './report-tests.ts'
import { type Part, runPart, type Sums } from './run-part.ts'

// npm test [-- --verbose] [words]: runs the test files whose path contains one of the words (all without words).
// Prints failures and the sums; with --verbose every test, the notes of tests and what they wrote to the console.

const options = { verbose: { type: 'boolean', default: false } } as const
const { values, positionals } = parseArgs({ allowPositionals: true, options })
const files = findTests(root, positionals)
if (files.length === 0) {
  console.error(`No test file matches: ${positionals.join(' ') || 'tests/**/*.test.ts'}`)
  process.exit(1)
}

// All at once, for each keeps one core busy, and some of their tests wait.
const parts: readonly Part[] = [
  { name: 'calls and webhooks', hashes: 'host' as const, files: files.filter(callsGateway) },
  { name: 'all else', hashes: 'host' as const, files: files.filter((file) => !callsGateway(file)) },
  { name: 'hashing, with the portable hashes', hashes: 'portable' as const, files: files.filter(dependsOnHashes) },
].filter((part) => part.files.length > 0)

const symbols = { pass: '✔', fail: '✖', cancelled: '✖', skipped: '﹣', todo: '⚠' }

const indent = (text: string) => text.replaceAll(/^(?=.)/gm, '    ')

function print(part: Part, { path, status, durationMs, error }: TestReport): void {
  if (error !== undefined) console.log(`✖ ${path.join(' › ')} (${part.name})\n${indent(error)}\n`)
  else if (values.verbose) console.log(`${symbols[status]} ${path.join(' › ')} (${durationMs.toFixed(1)} ms)`)
}

async function run(part: Part): Promise<Sums> {
  const { sums, output } = await runPart(part, {
    onReport: (report) => print(part, report),
    onNote: (note) => values.verbose && console.log(`ℹ ${note}`),
  })
  const isShown = values.verbose || sums.fail + sums.cancelled > 0
  if (isShown && output.trim() !== '') console.log(`Output of ${part.name}:\n${indent(output.trimEnd())}\n`)
  return sums
}

const startedAt = performance.now()
const results = await Promise.all(parts.map(run))
const durationMs = performance.now() - startedAt
const sum = (name: keyof Sums) => results.reduce((total, sums) => total + sums[name], 0)

console.log(`${files.length} files in ${parts.length} parts, ${(durationMs / 1000).toFixed(1)} s`)
for (const name of ['tests', 'suites', 'pass', 'fail', 'cancelled', 'skipped', 'todo'] as const)
  console.log(`ℹ ${name} ${sum(name)}`)
console.log(`ℹ duration_ms ${durationMs.toFixed(3)}`)
if (sum('fail') + sum('cancelled') > 0) process.exitCode = 1
