import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runCommand } from '../support/run-command.ts'

test('a body is scanned once, however it is read; by verifyWebhook with another scheme only to choose the key', async () => {
  const { NODE_V8_COVERAGE: _, ...env } = process.env
  const { code, output } = await runCommand(process.execPath, ['--import', 'tsx', 'tests/support/count-scans.ts'], {
    env,
  })
  assert.equal(code, 0, output)
  assert.deepEqual(JSON.parse(output), {
    'parseWebhook, default scheme': 1,
    'parseWebhook, default scheme, keys by role': 1,
    'parseWebhook, default scheme, re-encoded': 1,
    'parseWebhook, other scheme': 1,
    'parseWebhook, other scheme, keys by role': 1,
    'verifyWebhook, default scheme': 1,
    'verifyWebhook, other scheme': 0,
    'verifyWebhook, other scheme, keys by role': 1,
    'handler, default scheme': 1,
    'handler, other scheme': 1,
  })
})
