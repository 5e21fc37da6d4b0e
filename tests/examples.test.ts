import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { test } from 'node:test'
import { runCommand } from './tools/run-command.ts'
import { root } from './tools/sources.ts'

const examples = readdirSync(`${root}examples`).filter((name) => name.endsWith('.ts'))

/** A line that each example has to print. */
const telling: Readonly<Record<string, RegExp>> = {
  'logging-with-pino.ts': /"scope":"cryptomus\.payments\.create","attempt":1,.*"status":503/,
  'opentelemetry.ts':
    /^span payments\.get rejected error$.*^metric cryptomus\.call\.attempts payments\.create ok: 1$/ms,
  'quickstart.ts': /1 payment in, 1 payout out/,
  'third-gateway.ts': /^webhook paid$/m,
}

/** Milliseconds within which an example has to end: a person is waiting. */
const limit = 5000

/**
 * Makes a process say at its end how long it computed and waited. That is how long it takes on a machine with nothing else
 * to do, which this one is not while the tests run.
 */
const tellTime = `data:text/javascript,${encodeURIComponent(`process.on('exit', () => {
  const { user, system } = process.cpuUsage()
  console.log('TIME', (user + system) / 1000 + performance.eventLoopUtilization().idle)
})`)}`

for (const name of examples) {
  test(`examples/${name} ends well, in under ${limit / 1000} seconds`, async () => {
    const { NODE_V8_COVERAGE: _, ...env } = process.env
    const args = ['--import', tellTime, '--import', 'tsx', `examples/${name}`]
    const { code, output } = await runCommand(process.execPath, args, { env })
    assert.equal(code, 0, output)
    assert.match(output, telling[name] ?? assert.fail(`What does ${name} show?`))
    const time = Number(/^TIME (.*)$/m.exec(output)?.[1])
    assert.ok(time < limit, `It took ${Math.round(time)} ms.`)
  })
}
