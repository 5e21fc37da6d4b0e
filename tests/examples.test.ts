import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { test } from 'node:test'
import { runCommand } from './support/run-command.ts'
import { root } from './support/sources.ts'

const examples = readdirSync(`${root}examples`).filter((name) => name.endsWith('.ts'))

/** A line that each example has to print. */
const telling: Readonly<Record<string, RegExp>> = {
  'logging-with-pino.ts': /"scope":"cryptomus\.payments\.create","attempt":1,.*"status":503/,
  'opentelemetry.ts':
    /^span payments\.get rejected error$.*^metric cryptomus\.call\.attempts payments\.create ok: 1$/ms,
  'quickstart.ts': /it is the same payout: true; the gateway paid 1 time$.*1 payment in, 1 payout out/ms,
  'third-gateway.ts': /^webhook paid$/m,
}

for (const name of examples) {
  test(`examples/${name} ends well and shows what it is about`, async () => {
    const { NODE_V8_COVERAGE: _, ...env } = process.env
    const { code, output } = await runCommand(process.execPath, ['--import', 'tsx', `examples/${name}`], { env })
    assert.equal(code, 0, output)
    assert.match(output, telling[name] ?? assert.fail(`What does ${name} show?`))
  })
}
