import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runCommand } from '../../support/run-command.ts'
import { project, toolOf } from './install.ts'

/** Settings of jest: no transformation of the code, so that it runs as it is published. */
const jest = (file: string) => [
  toolOf('jest/bin/jest.js'),
  '--config',
  JSON.stringify({ rootDir: project, testMatch: [`<rootDir>/runners/${file}`], transform: {} }),
]

const runners: readonly [who: string, args: readonly string[], passed: RegExp][] = [
  ['vitest spies', [toolOf('vitest/vitest.mjs'), 'run', 'runners/vitest.spec.mjs'], /Tests {2}3 passed/],
  ['jest spies in ES modules', ['--experimental-vm-modules', ...jest('jest.spec.mjs')], /Tests: +3 passed/],
  ['jest spies in CommonJS', jest('jest.spec.cjs'), /Tests: +3 passed/],
  ['node:test spies', ['--test-reporter=tap', 'runners/node.spec.mjs'], /# pass 2\n# fail 0/],
  ['jsdom loads ES modules', ['--experimental-vm-modules', ...jest('jsdom.spec.mjs')], /Tests: +14 passed/],
  ['jsdom loads CommonJS', jest('jsdom.spec.cjs'), /Tests: +14 passed/],
]

/** Environment without what a test runner sets for the processes that it starts. */
const { NODE_TEST_CONTEXT: _, ...env } = process.env

for (const [who, args, passed] of runners) {
  test(`${who} on the packed package`, async () => {
    const { code, output } = await runCommand(process.execPath, args, { cwd: project, env: { ...env, NO_COLOR: '1' } })
    assert.equal(code, 0, output)
    assert.match(output, passed)
  })
}
