import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { test } from 'node:test'
import { runCommand } from './tools/run-command.ts'
import { root } from './tools/sources.ts'

const examples = readdirSync(`${root}examples`).filter((name) => name.endsWith('.ts'))

for (const name of examples) {
  test(`examples/${name} does its job`, async () => {
    const { code, output } = await runCommand(process.execPath, ['--import', 'tsx', `examples/${name}`])
    assert.equal(code, 0, output)
  })
}

test('the demo shows money coming in and going out, and what is refused', async () => {
  const { output } = await runCommand(process.execPath, ['--import', 'tsx', 'examples/quickstart.ts'])
  for (const words of ['webhook verified: paid', 'settled: paid, final true', 'HTTP 401', 'was not sent']) {
    assert.ok(output.includes(words), output)
  }
})
