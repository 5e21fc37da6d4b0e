import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { GatewayId } from '../../src/env.ts'
import { createSandbox } from '../../src/sandbox/create-sandbox.ts'
import type { Sandbox } from '../../src/sandbox/types.ts'
import { operations } from '../support/operations.ts'
import type { Exchange } from './php/converse.ts'
import { accountRows } from './php/expected/account.ts'
import type { Table } from './php/expected/answers.ts'
import { fieldsOf, journeysOf, mayBeAbsent, testsAskedFor } from './php/expected/deliveries.ts'
import { journeyRows } from './php/expected/journeys.ts'
import { anything, compare } from './php/expected/matching.ts'
import { additionalData, paymentRows } from './php/expected/payments.ts'
import { payoutRows } from './php/expected/payouts.ts'
import { recurrenceRows } from './php/expected/recurrences.ts'
import { walletRows } from './php/expected/wallets.ts'
import { webhookRows } from './php/expected/webhooks.ts'
import { type Note, runShop } from './php/run-shop.ts'

interface Webhook {
  readonly type: string
  readonly order_id: string
  readonly status: string
  readonly additional_data?: string | null
  readonly fail_reason?: string
}

const tableOf = (gateway: GatewayId): Table => ({
  ...paymentRows(gateway),
  ...journeyRows(gateway),
  ...webhookRows(gateway),
  ...walletRows(gateway),
  ...payoutRows(gateway),
  ...(gateway === 'cryptomus' ? recurrenceRows : {}),
  ...accountRows(gateway),
})

/** What is wrong with an answer, with the request that it answers. */
function complain(exchange: Exchange, table: Table): readonly string[] {
  const { step, method, path, sent, status, answer } = exchange
  const expected = table[step]
  if (expected === undefined) return [`${step}: no row says what is expected.`]
  let body: unknown = answer
  try {
    body = JSON.parse(answer)
  } catch {}
  const wrongStatus = compare(status, expected.status, 'status')
  const reports =
    wrongStatus.length > 0
      ? wrongStatus
      : [...compare(body, expected.body, 'body'), ...compare(answer, expected.raw ?? anything, 'raw')]
  const head = `${step}: ${method} ${path} ${sent}\n  ${status} ${answer.slice(0, 300)}`
  return reports.length === 0 ? [] : [[head, ...reports].join('\n  ')]
}

/** The endpoints of a gateway, each with its method. */
function endpointsOf(sandbox: Sandbox): readonly string[] {
  const { unsupported, pathOverrides } = sandbox.clientOptions.gateway
  return operations
    .filter(({ id }) => !unsupported.includes(id))
    .map(({ id, operation: { method, path } }) => `${method} ${pathOverrides[id] ?? path}`)
}

/** The endpoint that an exchange ran, as the operations spell it. */
const endpointOf = ({ method, path }: Exchange) =>
  `${method} ${path.replace(/\?.*/, '').replace(/(exchange-rate)\/\w+/, '$1/{currency}')}`

const webhookOf = ({ raw }: Note) => JSON.parse(raw) as Webhook

/** The statuses of each order's webhooks as they arrived. */
function journeysIn(notes: readonly Note[]): Readonly<Record<string, readonly string[]>> {
  const journeys: Record<string, string[]> = {}
  for (const { type, order_id, status } of notes.map(webhookOf)) {
    const name = `${type} ${order_id}`
    journeys[name] = [...(journeys[name] ?? []), status]
  }
  return journeys
}

function countTests(notes: readonly Note[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { type, status } of notes.map(webhookOf)) {
    const name = `${type} ${status}`
    counts[name] = (counts[name] ?? 0) + 1
  }
  return counts
}

for (const gateway of ['cryptomus', 'heleket'] as const) {
  test(`a PHP shop runs every endpoint of ${gateway} and verifies every webhook`, async (context) => {
    const { conversation, notes, deliveries, answersToForged } = await runShop(gateway)
    const { exchanges } = conversation
    const table = tableOf(gateway)

    await context.test('each request is answered as documented', () => {
      const complaints = [...exchanges.flatMap((each) => complain(each, table)), ...conversation.complaints]
      assert.ok(complaints.length === 0, complaints.join('\n'))
    })
    await context.test('each step of the table is taken once', () => {
      assert.deepEqual(exchanges.map(({ step }) => step).sort(), Object.keys(table).sort())
    })
    await context.test('each endpoint answers a request of the shop', () => {
      const answered = exchanges.filter(({ status }) => status === 200).map(endpointOf)
      const silent = endpointsOf(createSandbox({ gateway })).filter((endpoint) => !answered.includes(endpoint))
      assert.deepEqual(silent, [])
    })
    await context.test('the receiver takes each webhook for genuine', () => {
      assert.deepEqual(
        notes.filter(({ isGenuine }) => !isGenuine),
        [],
      )
      // Webhooks of different records may overtake each other.
      assert.deepEqual(
        notes.map(({ raw, status }) => `${status} ${raw}`).sort(),
        deliveries.map(({ body, status }) => `${status} ${body}`).sort(),
      )
    })
    await context.test('the receiver takes none for genuine that was changed', () => {
      assert.ok(answersToForged.length > 0)
      assert.deepEqual(new Set(answersToForged), new Set([401]))
    })
    await context.test('each webhook has the documented fields in their order', () => {
      for (const { raw } of notes) {
        const fields = Object.keys(JSON.parse(raw) as object)
        const { type } = JSON.parse(raw) as Webhook
        const expected = fieldsOf(type).filter((name) => fields.includes(name) || !mayBeAbsent.includes(name))
        assert.deepEqual(fields, expected)
      }
    })
    await context.test('letters of every script and slashes reach the receiver as they were', () => {
      const told = notes.filter((note) => webhookOf(note).order_id === 'Заказ-注文_42_paid')
      assert.deepEqual(new Set(told.map((note) => webhookOf(note).additional_data)), new Set([additionalData]))
      for (const { raw } of told) {
        assert.match(raw, /https:\\\/\\\/shop\.example\\\//)
        assert.match(raw, gateway === 'heleket' ? /^[ -~]+$/ : /корзина.*«quotes».*🎉\\u2028/)
      }
    })
    await context.test('a payout that failed says why, where that is documented', () => {
      const [failed] = notes.map(webhookOf).filter(({ order_id }) => order_id === 'payout-aml')
      assert.ok(failed !== undefined)
      if (gateway === 'cryptomus') assert.equal(failed.fail_reason, 'aml')
    })
    await context.test('the webhooks of each order tell of its states in their order', () => {
      const told = notes.filter(({ path }) => path === '/hook' || path === '/read')
      const wanted = journeysOf(gateway)
      const got = journeysIn(told)
      for (const name of new Set([...Object.keys(wanted), ...Object.keys(got)])) {
        assert.deepEqual(got[name], wanted[name], name)
      }
    })
    await context.test('a record that is read inside the receiver shows the state that the webhook tells of', () => {
      const read = notes.filter(({ path }) => path === '/read')
      assert.ok(read.length > 0)
      assert.deepEqual(
        read.map(({ read }) => read),
        read.map((note) => webhookOf(note).status),
      )
    })
    await context.test('a webhook that was refused is sent again as it was', () => {
      const busy = notes.filter(({ path }) => path === '/busy')
      const refused = busy.filter(({ status }) => status === 503)
      const taken = busy.filter(({ status }) => status === 200)
      assert.deepEqual(
        refused.map((note) => webhookOf(note).status),
        ['confirm_check', 'paid'],
      )
      assert.deepEqual(taken.map(({ raw }) => raw).sort(), refused.map(({ raw }) => raw).sort())
    })
    await context.test('a test webhook arrives for each that was asked for', () => {
      assert.deepEqual(countTests(notes.filter(({ path }) => path === '/test')), testsAskedFor(gateway))
    })
  })
}
