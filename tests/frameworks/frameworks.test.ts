import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { signWebhook } from '../../src/webhooks/sign-webhook.ts'
import { runCommand, toolPath } from '../support/run-command.ts'
import { paymentKey, wallet } from '../support/webhooks.ts'
import { fixtures } from './tools/fixtures.ts'
import { linkPackage } from './tools/link-package.ts'

linkPackage()

const project = fileURLToPath(new URL('.', import.meta.url))

const genuine = [false, true].map((escapeUnicode) => signWebhook(wallet, paymentKey, { escapeUnicode }))
const tampered = genuine.map((body) => body.replace('"7.5"', '"7500"'))
const huge = signWebhook({ ...wallet, additional_data: 'x'.repeat(102_400) }, paymentKey)

for (const { name, start, routes, needs } of fixtures) {
  const skip = needs !== undefined && !existsSync(project + needs) && 'there is none for this platform'
  test(`${name} receives webhooks`, { skip }, async (t) => {
    const { send, stop } = await start()
    try {
      for (const { name: way, path = '/webhooks/cryptomus', fix } of routes) {
        const statusesOf = (bodies: readonly string[]) =>
          Promise.all(bodies.map(async (body) => (await send(path, 'POST', body)).status))
        if (fix !== undefined) {
          await t.test(`${way} is a 500 that says what to do`, async () => {
            const { status, text } = await send(path, 'POST', genuine[0])
            assert.equal(status, 500, text)
            assert.match(text, fix)
          })
          continue
        }
        await t.test(`${way}: a genuine body is 200, however it is spelled`, async () => {
          assert.deepEqual(await statusesOf(genuine), [200, 200])
        })
        await t.test(`${way}: a tampered body is 401`, async () => {
          assert.deepEqual(await statusesOf(tampered), [401, 401])
        })
        await t.test(`${way}: a GET is 405`, async () => {
          assert.equal((await send(path, 'GET')).status, 405)
        })
        await t.test(`${way}: a body of 100 KiB is 413`, async () => {
          assert.deepEqual(await statusesOf([huge]), [413])
        })
      }
    } finally {
      await stop()
    }
  })
}

test('the code of the servers compiles with the types of each framework', async () => {
  const { code, output } = await runCommand(process.execPath, [
    toolPath('typescript/bin/tsc'),
    '--noEmit',
    '-p',
    project,
  ])
  assert.equal(code, 0, output)
})
