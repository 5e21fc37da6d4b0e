import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { GatewayId } from '../../../src/env.ts'
import { createSandbox } from '../../../src/sandbox/create-sandbox.ts'
import type { Delivery, Sandbox } from '../../../src/sandbox/types.ts'
import type { SandboxWire } from '../../../src/sandbox/wire.ts'
import { createRandom } from '../../support/random.ts'
import { freePort, runService, withFolder } from '../../support/run-service.ts'
import { tamper } from '../../support/tamper.ts'
import { withSandboxServer } from '../../support/with-sandbox-server.ts'
import { type Conversation, converse } from './converse.ts'

/** A delivery as the PHP receiver noted it. */
export interface Note {
  readonly isGenuine: boolean
  readonly status: number
  readonly path: string
  readonly raw: string
  /** The status of the record that the receiver read before it answered. */
  readonly read: string | null
}

/** All that a run of the PHP shop against a gateway leaves behind. */
interface Run {
  readonly conversation: Conversation
  readonly notes: readonly Note[]
  readonly deliveries: readonly Delivery[]
  /** What the receiver answers to each of these webhooks when one letter or digit of it has been changed. */
  readonly answersToForged: readonly number[]
}

const minuteMs = 60_000
const times = { confirmationMs: minuteMs, refundMs: minuteMs, payoutMs: minuteMs, redeliveryMs: minuteMs }
// What the sources disagree about, once as one of them says and once as the other.
const wireOf: Readonly<Record<GatewayId, SandboxWire>> = {
  cryptomus: { ...times, words: 'recorded' },
  heleket: { ...times, escapeUnicode: true, refundResult: 'details' },
}
const actions = ['pay', 'deposit', 'advance', 'settlePayout', 'setStatus']

/** Does what a payer, the chain or the gateway does, and waits for the webhooks. */
async function act(sandbox: Sandbox, name: string, args: readonly unknown[]): Promise<void> {
  const members = sandbox as unknown as Readonly<Record<string, (...args: readonly unknown[]) => Promise<void>>>
  const action = actions.includes(name) ? members[name] : undefined
  if (action === undefined) throw new Error(`The sandbox has no ${name}.`)
  await action(...args)
}

const random = createRandom(1)

async function postForged(url: string, body: string): Promise<number> {
  const headers = { 'content-type': 'application/json' }
  return (await fetch(url, { method: 'POST', headers, body: tamper(body, random) })).status
}

/** Serves a sandbox, runs the PHP shop against it with its receiver, and ends all three. */
export const runShop = (gateway: GatewayId): Promise<Run> =>
  withFolder((folder) =>
    withSandboxServer({ sandbox: createSandbox({ gateway, wire: wireOf[gateway] }) }, async ({ url, sandbox }) => {
      const { merchantId: merchant, apiKey: payment_key, payoutApiKey: payout_key } = sandbox.clientOptions
      const api = JSON.stringify({ gateway, url, merchant, payment_key, payout_key })
      const log = `${folder}/deliveries`
      await writeFile(log, '')
      const shop = `127.0.0.1:${await freePort()}`
      const receiver = {
        command: 'php',
        args: ['-n', '-S', shop, fileURLToPath(new URL('receiver.php', import.meta.url))],
        ready: /Development Server .* started/,
        options: { env: { ...process.env, RECEIVER_API: api, RECEIVER_LOG: log } },
      }
      return runService(receiver, async () => {
        const conversation = await converse([api, `http://${shop}`], (name, args) => act(sandbox, name, args))
        const lines = (await readFile(log, 'utf8')).split('\n').slice(0, -1)
        const notes = lines.map((line) => JSON.parse(line) as Note)
        const answersToForged = await Promise.all(notes.map(({ raw }) => postForged(`http://${shop}/forged`, raw)))
        return { conversation, notes, deliveries: [...sandbox.deliveries], answersToForged }
      })
    }),
  )
