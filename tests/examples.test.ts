import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { test } from 'node:test'
import { checkPending } from '../examples/recipes/cron-tick.ts'
import { createClient } from '../src/client.ts'
import { createSandbox } from '../src/sandbox/index.ts'
import { memoryStore } from '../src/stores/memory-store.ts'
import { createWebhookHandler } from '../src/webhooks/index.ts'
import { root } from './support/root.ts'
import { runCommand } from './support/run-command.ts'

const examples = readdirSync(`${root}examples`).filter((name) => name.endsWith('.ts'))

/** A line that each example has to print. */
const telling: Readonly<Record<string, RegExp>> = {
  'landing-page.ts': /^before: We are waiting.*\nwhile it waits: Paid\..*\nagain: Paid\..*\nshipped 1 time$/m,
  'logging-with-pino.ts': /"scope":"cryptomus\.payments\.create","attempt":1,.*"status":503/,
  'opentelemetry.ts':
    /^span payments\.get rejected error$.*^metric cryptomus\.call\.attempts payments\.create ok: 1$/ms,
  'quickstart.ts': /it is the same payout: true; the gateway paid 1 time$.*1 payment in, 1 payout out/ms,
  'reconcile.ts':
    /^webhooks credited 10\nfirst run: 5 unhandled, 15 handled, 10 duplicate\ncredited 25, each once: true\nsecond run: 5 unhandled, 25 duplicate\ncredited 25$/m,
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

test('a cron tick over pending orders runs the handler of what was paid, once, and passes over what it cannot read', async () => {
  const sandbox = createSandbox()
  const client = createClient(sandbox.clientOptions)
  const invoice = { amount: '10', currency: 'USDT', network: 'tron' } as const
  const paid = await client.payments.create({ ...invoice, order_id: 'paid' })
  const open = await client.payments.create({ ...invoice, order_id: 'open' })
  await sandbox.pay(paid.uuid)
  const ran: string[] = []
  const handle = createWebhookHandler({
    ...sandbox.clientOptions,
    confirm: client,
    store: memoryStore(),
    on: { 'payment.paid': ({ order_id }) => void ran.push(order_id) },
    logger: false,
  })
  const nobodys = { uuid: '62f88b36-a9d5-4fa6-aa26-e040c3dbf26d' }
  const tick = async () => [...(await checkPending(handle, [nobodys, open, paid])).values()].map(({ result }) => result)
  assert.deepEqual(await tick(), ['unconfirmed', 'unhandled', 'handled'])
  assert.deepEqual(await tick(), ['unconfirmed', 'unhandled', 'duplicate'])
  assert.deepEqual(ran, ['paid'])
})
