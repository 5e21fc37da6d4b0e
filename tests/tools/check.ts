import { spawn, spawnSync } from 'node:child_process'
import { root } from '../support/sources.ts'
import { programPath } from '../support/with-postgres.ts'

// npm run check: everything that continuous integration runs, step by step. The first failure ends it.

const node = process.execPath
const runTests = ['--import', 'tsx', 'tests/tools/run.ts']
const thresholds = ['--check-coverage', '--lines=99.5', '--branches=99', '--functions=99.5']
const coverage = ['--src=src', '--include=src/**', '--reporter=text-summary', ...thresholds]

interface Step {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Output that fails the step, whatever its exit code. */
  readonly refused?: RegExp
}

const tool = (name: string, path: string, ...args: readonly string[]): Step => ({
  name,
  command: node,
  args: [`node_modules/${path}`, ...args],
})

/** Folders with packages of their own, too heavy for everyone who clones this. */
const heavy = ['tests/services/stores', 'tests/frameworks']

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

const steps: readonly Step[] = [
  tool('lint', '@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'),
  tool('types', 'typescript/bin/tsc', '--noEmit'),
  { ...tool('build', 'unbuild/dist/cli.mjs'), refused: /\bwarn/i },
  ...heavy.map(install),
  tests('package', 'package'),
  tests('services', 'services/'),
  tests('frameworks', 'frameworks/'),
  // Only now, for the tests link the package as it was built into where its types are looked for.
  ...heavy.map((folder) => tool(`types of ${folder}`, 'typescript/bin/tsc', '--noEmit', '-p', folder)),
  tool('coverage', 'c8/bin/c8.js', ...coverage, node, ...runTests),
  // Last, so that the log ends with the sums of the tests.
  { name: 'tests', command: node, args: runTests, env: { CRYPTOMUS_KIT_COUNTS: 'full' } },
]

/** Runs a step, shows what it says as it says it, and resolves with whether it passed. */
function runStep({ command, args, env, refused }: Step): Promise<boolean> {
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } })
  let output = ''
  for (const [from, to] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const) {
    from.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      to.write(chunk)
    })
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve(code === 0 && !refused?.test(output)))
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

for (const step of steps) {
  console.log(`\n=== ${step.name}`)
  const startedAt = performance.now()
  const passed = await runStep(step)
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  if (!passed) {
    console.error(`\n=== ${step.name} failed after ${seconds} s`)
    process.exit(1)
  }
  // The last step's own closing lines end the log; they tell the time, too.
  if (step !== steps.at(-1)) console.log(`=== ${step.name} passed after ${seconds} s`)
}
