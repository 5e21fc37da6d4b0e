import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { runCommand } from '../support/run-command.ts'
import { withFolder } from '../support/run-service.ts'
import type { TestReport } from './report-tests.ts'
import { runPart } from './run-part.ts'

/** Runs files with the given texts as one part, and returns its sums and what failed, with the folder's name left out. */
const runTexts = (texts: Readonly<Record<string, string>>, maxSilenceMs?: number) =>
  withFolder(async (folder) => {
    const files = Object.keys(texts).map((name) => join(folder, name))
    await Promise.all(Object.entries(texts).map(([name, text]) => writeFile(join(folder, name), text)))
    const failures: TestReport[] = []
    const onReport = (report: TestReport) => report.error !== undefined && failures.push(report)
    const part = { name: 'a part', hashes: 'host', files } as const
    const { sums } = await runPart(part, { onReport, onNote: () => {} }, maxSilenceMs)
    const withoutFolder = (name: string) => name.replace(join(folder, '/'), '')
    return { sums, failures: failures.map((each) => ({ ...each, path: each.path.map(withoutFolder) })) }
  })

test('counts a file that cannot be loaded and one without tests as one failed test each, and runs the others', async () => {
  const { sums, failures } = await runTexts({
    'throws.test.mjs': "throw new Error('too early')",
    'syntax.test.mjs': 'const = 1',
    'missing.test.mjs': "import './nowhere.mjs'",
    'empty.test.mjs': 'export {}',
    'hook.test.mjs': `
      import { after, describe, test } from 'node:test'
      describe('a suite', () => {
        after(() => { throw new Error('from a hook') })
        test('passes', () => {})
      })
    `,
    'passes.test.mjs': `
      import { test } from 'node:test'
      test('a', (t) => t.test('inside', () => {}))
      test('b', { skip: true }, () => {})
      test('c', { todo: 'later' }, () => {})
    `,
  })
  assert.deepEqual(sums, { tests: 10, suites: 1, pass: 3, fail: 5, cancelled: 0, skipped: 1, todo: 1 })
  const errors = [
    /too early[\s\S]*throws\.test\.mjs:1/,
    /SyntaxError/,
    /nowhere\.mjs/,
    /registers no test/,
    /from a hook/,
  ]
  assert.deepEqual(
    failures.map(({ path }) => path.join(' › ')),
    [
      'throws.test.mjs › can be loaded',
      'syntax.test.mjs › can be loaded',
      'missing.test.mjs › can be loaded',
      'empty.test.mjs',
      'hook.test.mjs › a suite',
    ],
  )
  for (const [at, error] of errors.entries()) assert.match(failures[at]?.error ?? '', error)
})

for (const [what, body, end] of [
  ['exits', 'process.exit(0)', /exit code 0/],
  ['is killed', "process.kill(process.pid, 'SIGKILL')", /SIGKILL/],
  ['fails without a failed test', 'process.exitCode = 3', /exit code 3/],
  ['hangs up', 'return new Promise(() => setInterval(() => {}, 1_000))', /was silent for 1 s/],
] as const) {
  test(`a process that ${what} counts as a failure`, async () => {
    const text = `import { test } from 'node:test'\ntest('ends it', () => { ${body} })\n`
    const { sums, failures } = await runTexts({ 'a.test.mjs': text }, what === 'hangs up' ? 1_000 : undefined)
    assert.equal(sums.fail, 1)
    assert.deepEqual(failures[0]?.path, ['a part'])
    assert.match(failures[0]?.error ?? '', end)
  })
}

test('a file that waits forever for something is a failure that names it', async () => {
  // Some versions of Node end such a process by themselves, others wait as well.
  const { sums, failures } = await runTexts({ 'a.test.mjs': 'await new Promise(() => {})' }, 1_000)
  assert.equal(sums.fail + sums.cancelled, 1)
  assert.match(`${failures[0]?.path} ${failures[0]?.error}`, /a\.test\.mjs/)
})

const runTests = (...args: readonly string[]) =>
  runCommand(process.execPath, ['--import', 'tsx', 'tests/tools/run.ts', ...args])

test('prints the sums over all parts once, in the words of Node', async () => {
  const { code, output } = await runTests('tests/crypto/hex')
  assert.equal(code, 0)
  const [files = '', tests = '', ...rest] = output.trimEnd().split('\n')
  assert.match(files, /^1 files in 2 parts, [\d.]+ s$/)
  const [, count = ''] = /^ℹ tests (\d+)$/.exec(tests) ?? []
  assert.ok(Number(count) > 0 && Number(count) % 2 === 0, tests)
  assert.deepEqual(rest.slice(0, -1), [
    'ℹ suites 0',
    `ℹ pass ${count}`,
    'ℹ fail 0',
    'ℹ cancelled 0',
    'ℹ skipped 0',
    'ℹ todo 0',
  ])
  assert.match(rest.at(-1) ?? '', /^ℹ duration_ms [\d.]+$/)
})

test('prints the name of every test when asked to', async () => {
  const { code, output } = await runTests('--verbose', 'tests/options/require')
  assert.equal(code, 0)
  assert.match(output, /^✔ tests\/options\/require\.test\.ts › .+ \([\d.]+ ms\)$/m)
})

test('refuses an option that does not exist', async () => {
  const { code, output } = await runTests('--loud')
  assert.equal(code, 1)
  assert.match(output, /--loud/)
})
