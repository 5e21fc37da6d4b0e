import { spawn, spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { root } from '../support/root.ts'
import { programPath } from '../support/with-postgres.ts'

// npm run check: everything that continuous integration runs, group by group. A failure ends it. Prints a line a
// step, and the output of a step that failed; with --verbose that of all steps.
// npm run prove: the same with --full, which tries everything random as often as the promises in the documentation say.

const options = { full: { type: 'boolean', default: false }, verbose: { type: 'boolean', default: false } } as const
const { full, verbose } = parseArgs({ options }).values
const environment = full ? { ...process.env, CRYPTOMUS_KIT_COUNTS: 'full' } : process.env

const node = process.execPath
const runTests = ['--import', 'tsx', 'tests/tools/run.ts', ...(verbose ? ['--verbose'] : [])]
const thresholds = ['--check-coverage', '--lines=99.5', '--branches=99', '--functions=99.5']
// The reporter prints nothing, so that the log ends with the sums of the tests.
const coverage = ['--src=src', '--include=src/**', '--reporter=json-summary', ...thresholds]

interface Step {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  /** Output that fails the step, whatever its exit code. */
  readonly refused?: RegExp
}

const tool = (name: string, path: string, ...args: readonly string[]): Step => ({
  name,
  command: node,
  args: [`node_modules/${path}`, ...args],
})

/** Folders with packages of their own, too heavy for everyone who clones this. */
const heavy = ['tests/package/consumers', 'tests/services/stores', 'tests/frameworks', 'examples/payouts']

const install = (folder: string): Step => ({
  name: `packages of ${folder}`,
  command: 'npm',
  args: ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder],
})

const tests = (name: string, ...filters: readonly string[]): Step => ({
  name,
  command: node,
  args: [...runTests, ...filters],
})

/** The steps, one group after the other. Those of a group run side by side: each keeps one core busy. */
const groups: readonly (readonly Step[])[] = [
  [
    tool('lint', '@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'),
    tool('types', 'typescript/bin/tsc', '--noEmit'),
  ],
  [{ ...tool('build', 'unbuild/dist/cli.mjs'), refused: /\bwarn/i }],
  ...heavy.map((folder) => [install(folder)]),
  [tests('package', 'package'), tests('models', 'services/payout-model', 'services/webhook-model')],
  [tests('services', 'services/stores', 'services/php'), tests('frameworks', 'frameworks/')],
  // Only now, for the tests link the package as it was built into where its types are looked for.
  ...heavy.map((folder) => [tool(`types of ${folder}`, 'typescript/bin/tsc', '--noEmit', '-p', folder)]),
  [tool('tests, with coverage', 'c8/bin/c8.js', ...coverage, node, ...runTests)],
]

interface StepResult {
  readonly hasPassed: boolean
  readonly output: string
}

function runStep({ command, args, refused }: Step): Promise<StepResult> {
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: environment })
  const chunks: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      if (verbose) process.stdout.write(chunk)
    })
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      const output = Buffer.concat(chunks).toString()
      resolve({ hasPassed: code === 0 && !refused?.test(output), output })
    })
  })
}

/** Programs that have to be there, how they say that they are, and Debian's package of each. */
const programs = [
  { name: 'PHP', command: 'php', args: ['-v'], debian: 'php-cli' },
  { name: 'Redis', command: 'redis-server', args: ['--version'], debian: 'redis-server' },
  { name: 'PostgreSQL', command: programPath('postgres'), args: ['--version'], debian: 'postgresql' },
]

const missing = programs.filter(({ command, args }) => spawnSync(command, args).status !== 0)
if (missing.length > 0) {
  console.error(`npm run check needs ${missing.map(({ name }) => name).join(', ')}.`)
  console.error(`On Debian: apt-get install ${missing.map(({ debian }) => debian).join(' ')}`)
  process.exit(1)
}

for (const group of groups) {
  const passed = await Promise.all(
    group.map(async (step) => {
      if (verbose) console.log(`\n=== ${step.name}`)
      const startedAt = performance.now()
      const { hasPassed, output } = await runStep(step)
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
      console.log(`${hasPassed ? '✔' : '✖'} ${step.name} (${seconds} s)`)
      // The log ends with the closing lines of the last step: the sums of all tests that need no service.
      const isShown = !hasPassed || group === groups.at(-1)
      if (isShown && !verbose) console.log(output.trimEnd())
      return hasPassed
    }),
  )
  if (passed.includes(false)) process.exit(1)
}
