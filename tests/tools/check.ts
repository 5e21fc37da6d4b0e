import { spawn, spawnSync } from 'node:child_process'
import { root } from './sources.ts'

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

const steps: readonly Step[] = [
  tool('lint', '@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'),
  tool('types', 'typescript/bin/tsc', '--noEmit'),
  { ...tool('build', 'unbuild/dist/cli.mjs'), refused: /\bwarn/i },
  { name: 'package', command: node, args: [...runTests, 'package'] },
  { name: 'PHP oracle', command: node, args: [...runTests, 'services/php-oracle'] },
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

if (spawnSync('php', ['-v']).status !== 0) {
  console.error('npm run check compares signatures with PHP, and php is missing. Install it: apt-get install php-cli')
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
