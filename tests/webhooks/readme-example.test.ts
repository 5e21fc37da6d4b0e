import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readReadme, writeBlocks } from '../support/readme.ts'
import { runCommand } from '../support/run-command.ts'

const block = readReadme().find(({ code }) => code.includes('createWebhookHandler({'))?.code ?? assert.fail()
const [file = ''] = writeBlocks([block])
const run = runCommand(process.execPath, ['--import', 'tsx', 'tests/webhooks/readme-example.ts', file])

/** What happens to the shop of the first example, how its last webhook ends, its copy too, and what stands in the log. */
const cases = [
  ['an unknown order', [200, 200], /not your order.*unknown_order/, 0],
  ['a wrong amount', [200, 200], /not your order.*\["amount"\]/, 0],
  ['the whole amount', [200, 200], /credit 25\.00 USD for order-1001/, 1],
  ['a part', [200, 200], /webhook unhandled.*wrong_amount_waiting/, 0],
  ['too much', [200, 200], /credit 25\.00 USD for order-1001/, 1],
  ['a deposit', [200, 200], /credit 3(\.0+)? USDT for wallet-1/, 1],
  ['a handler that throws', [500, 200], /webhook failed/, 1],
] as const

for (const [name, statuses, told, credits] of cases) {
  test(`the first webhook example of README.md meets ${name} as a careful shop would`, async () => {
    const { output } = await run
    const line = output.split('\n').find((each) => each.includes(`"name":"${name}"`)) ?? assert.fail(output)
    const seen = JSON.parse(line) as { statuses: number[]; lines: string[] }
    assert.deepEqual(seen.statuses.slice(-2), statuses)
    assert.match(seen.lines.join('\n'), told)
    assert.equal(seen.lines.filter((each) => each.includes('"credit ')).length, credits)
  })
}
