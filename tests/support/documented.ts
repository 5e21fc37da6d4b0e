import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { GatewayId } from '../../src/env.ts'
import { encodePhp } from '../../src/json/php.ts'
import { createSandbox } from '../../src/sandbox/create-sandbox.ts'
import type { Sandbox, SandboxOptions } from '../../src/sandbox/types.ts'
import { signPayload } from '../../src/signing/sign-payload.ts'
import { succeeded } from '../fixtures/documented/formats.ts'
import type { DocumentedError, DocumentedExample, Shop } from '../fixtures/documented/types.ts'
import { startAt } from './sandbox.ts'
import { problemsIn } from './shapes.ts'

/** Both gateways. */
export const gatewayIds: readonly GatewayId[] = ['cryptomus', 'heleket']

/** JSON as Python's `json.dumps` writes it: a space after each comma and colon, and in ASCII. */
function dumpPython(value: unknown): string {
  if (typeof value !== 'object' || value === null)
    return encodePhp(value, { escapeUnicode: true }).replaceAll('\\/', '/')
  if (Array.isArray(value)) return `[${value.map(dumpPython).join(', ')}]`
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  return `{${members.map(([name, member]) => `"${name}": ${dumpPython(member)}`).join(', ')}}`
}

/** Texts of one body, by the language of the sample: those of a list are the texts themselves. */
export function spellingsOf(body: object): readonly (readonly [language: string, text: string])[] {
  if (Array.isArray(body)) return body.map((text: string) => [text === '' ? 'no body' : text, text] as const)
  return [
    ['curl', JSON.stringify(body, null, 4)],
    ['PHP', encodePhp(body, { escapeUnicode: true })],
    ['Python', dumpPython(body)],
  ]
}

const payoutKeyPaths = /^\/v1\/(payout|transfer|test-webhook\/payout)\b/

/** What an endpoint answers, down to the bytes. */
export interface RawAnswer {
  readonly status: number
  readonly headers: { get(name: string): string | null }
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: tests read what they like of it
  readonly json: any
}

/** Differences between a request and a correct one. */
interface Sending {
  readonly key?: 'payment' | 'payout'
  readonly sign?: string
  readonly merchant?: string
}

/** Sends a body as it is to an endpoint, signed over its very text with the key that the gateway documents. */
export async function send(
  sandbox: Sandbox,
  endpoint: string,
  text: string,
  { key, sign, merchant }: Sending = {},
): Promise<RawAnswer> {
  const [method = '', path = ''] = endpoint.split(' ')
  const { merchantId, apiKey, payoutApiKey, gateway } = sandbox.clientOptions
  const isPayout = payoutKeyPaths.test(path) || (gateway.id === 'heleket' && path === '/v1/payment/refund')
  const role = key ?? (isPayout ? 'payout' : 'payment')
  const headers = new Headers({ 'Content-Type': 'application/json', Merchant: merchant ?? merchantId })
  headers.set('Sign', sign ?? signPayload(text, role === 'payout' ? payoutApiKey : apiKey))
  const unsigned = method === 'GET' ? new Headers() : headers
  const request = { method, url: gateway.apiUrl + path, headers: unsigned, text: async () => text }
  const response = await sandbox.handle(request)
  const answered = await response.text()
  return { status: response.status, headers: response.headers!, text: answered, json: JSON.parse(answered) }
}

/** Opens a shop of a gateway, with a fresh sandbox. */
export function openShop(gateway: GatewayId = 'cryptomus', options: SandboxOptions = {}): Shop {
  const sandbox = createSandbox({ gateway, startAt, ...options })
  return {
    sandbox,
    gateway,
    ask: async (endpoint, params) => {
      const { status, json } = await send(sandbox, endpoint, JSON.stringify(params))
      assert.equal(json.state, 0, `${endpoint} was refused with ${status}: ${JSON.stringify(json)}`)
      return json.result
    },
  }
}

const gatewaysOf = ({ gateways = gatewayIds }: DocumentedExample | DocumentedError) => gateways

/** Replays one request in one spelling in a fresh sandbox. */
async function replay(row: DocumentedExample | DocumentedError, gateway: GatewayId, text: string, fault?: object) {
  const shop = openShop(gateway)
  const ids = (await row.given?.(shop)) ?? {}
  const fill = (template: string) => template.replace(/<(\w+)>/g, (_, name: string) => ids[name] ?? '')
  if (fault !== undefined) shop.sandbox.fault(fault as never)
  return send(shop.sandbox, fill(row.endpoint), fill(text))
}

/** Tests that each documented request is answered in the documented shape. */
export function replayExamples(examples: readonly DocumentedExample[]): void {
  for (const row of examples) {
    for (const gateway of gatewaysOf(row)) {
      test(`${gateway} answers ${row.endpoint} as documented: ${row.name}`, async () => {
        for (const [language, text] of spellingsOf(row.body)) {
          const { status, json } = await replay(row, gateway, text)
          assert.deepEqual(problemsIn(json, succeeded(row.result(gateway))), [], language)
          assert.equal(status, 200, language)
        }
      })
    }
  }
}

/** Tests that each documented error has the documented shape, words and status. */
export function replayErrors(errors: readonly DocumentedError[]): void {
  for (const row of errors) {
    const { status: wanted = 422, answer, isPlayed = false } = row
    const { message } = answer as { readonly message?: string }
    const fault = !isPlayed ? undefined : wanted === 500 ? { kind: '500' } : { kind: 'refuse', message }
    for (const gateway of gatewaysOf(row)) {
      const how = isPlayed ? 'plays' : 'refuses'
      test(`${gateway} ${how} ${row.endpoint} as documented: ${row.name}`, async () => {
        for (const [language, text] of spellingsOf(row.body)) {
          const { status, json } = await replay(row, gateway, text, fault)
          assert.deepEqual(problemsIn(json, answer), [], language)
          assert.equal(status, wanted, language)
        }
      })
    }
  }
}
