import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { root } from './sources.ts'

/** One step of the check: a command, and what must not stand in what it prints. */
interface Step {
  readonly name: string
  readonly args: readonly string[]
  readonly mustNotSay?: RegExp
}

const require = createRequire(import.meta.url)
const bin = (path: string) => require.resolve(path)
const tsx = ['--import', 'tsx']
const runTests = [...tsx, 'tests/tools/run.ts']

const steps: readonly Step[] = [
  { name: 'lint', args: [bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.'] },
  { name: 'types', args: [bin('typescript/bin/tsc'), '--noEmit'] },
  { name: 'build', args: [`${root}node_modules/unbuild/dist/cli.mjs`], mustNotSay: /\bwarn/i },
  { name: 'the packed package', args: [...runTests, 'tests/package'] },
  { name: 'PHP as the oracle', args: [...runTests, 'tests/services'] },
  {
    name: 'coverage',
    args: [
      `${root}node_modules/c8/bin/c8.js`,
      ...['--src', 'src', '--all', '-n', 'src/**', '-r', 'text-summary'],
      ...['--check-coverage', '--lines', '99', '--branches', '97', '--functions', '97'],
      ...[process.execPath, ...runTests],
    ],
  },
]

/** Runs one step and ends the whole check when it fails. */
function run({ name, args, mustNotSay }: Step): void {
  console.log(`\n── ${name}`)
  const startedAt = performance.now()
  const { status, stdout } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', mustNotSay === undefined ? 'inherit' : 'pipe', 'inherit'],
    encoding: 'utf8',
  })
  if (mustNotSay !== undefined) console.log(stdout)
  const failed = status !== 0 || mustNotSay?.test(stdout) === true
  console.log(`── ${name}: ${failed ? 'failed' : 'passed'} in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
  if (failed) process.exit(1)
}

for (const step of steps) run(step)
