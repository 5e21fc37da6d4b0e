import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runCommand, toolPath } from '../support/run-command.ts'

test('publint has nothing to say', async () => {
  const { code, output } = await runCommand(process.execPath, [toolPath('publint/src/cli.js'), '--strict'])
  assert.equal(code, 0, output)
  assert.match(output, /All good!/)
  assert.doesNotMatch(output, /warning|suggestion/i)
})

test('the types resolve to the right files for every kind of importer', async () => {
  const attw = toolPath('@arethetypeswrong/cli/dist/index.js')
  const { code, output } = await runCommand(process.execPath, [
    attw,
    '--pack',
    '.',
    '--profile',
    'node16',
    '--format',
    'ascii',
  ])
  assert.equal(code, 0, output)
  // The old resolution of Node 10 knows no subpaths. It is ignored by the profile, and by everyone else.
  const verdicts = output.split('\n').filter((line) => /^(node16|bundler)/.test(line))
  assert.ok(verdicts.length >= 15, output)
  for (const verdict of verdicts) assert.match(verdict, /: 🟢/)
})
