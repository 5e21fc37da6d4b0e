import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import type { ApiFaultKind, WebhookFault } from '../../src/sandbox/index.ts'
import { invoiceStatuses } from '../../src/sandbox/invoices/booking.ts'
import { readWire } from '../../src/sandbox/wire.ts'
import { openShop, send } from '../support/documented.ts'
import { root } from '../support/root.ts'

const guide = readFileSync(`${root}src/sandbox/README.md`, 'utf8')

/** The rows of the table below a heading, or below a row of column names, cell by cell. */
function rowsBelow(start: string): readonly (readonly string[])[] {
  const [, text] = guide.split(`${start}\n`)
  assert.ok(text !== undefined, `The guide has no "${start}"`)
  const lines = text.split('\n')
  const from = lines.findIndex((line) => line.startsWith('|---')) + 1
  const end = lines.findIndex((line, index) => index >= from && !line.startsWith('|'))
  return lines.slice(from, end).map((line) =>
    line
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim()),
  )
}

const codesIn = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code)
const showValue = (value: unknown) =>
  typeof value === 'string'
    ? `'${value}'`
    : String(value).replace(/(?<=\d)(?=(\d{3})+$)/g, Number(value) > 999 ? '_' : '')

/** The default of each switch as the guide writes it. */
const switches = rowsBelow('## Switches for what is not documented').map(([name = '', value = '', ...rest]) => ({
  name: codesIn(name)[0] ?? '',
  value,
  rest,
}))

test('the guide lists every switch of the wire, in the order of its type, with its defaults', () => {
  const [plain, atHeleket] = [readWire({}, 'cryptomus'), readWire({}, 'heleket')]
  const expected = Object.entries(plain).map(([name, value]) => {
    const other = atHeleket[name as keyof typeof atHeleket]
    const shown = `\`${showValue(value)}\``
    return { name, value: value === other ? shown : `${shown}, at Heleket \`${showValue(other)}\`` }
  })
  assert.deepEqual(
    switches.map(({ name, value }) => ({ name, value })),
    expected,
  )
})

test('the guide says of every switch what it changes, and who says what', () => {
  for (const { name, rest } of switches) {
    const [effect = '', sources = '', ...more] = rest
    assert.ok(effect.length > 20, name)
    assert.match(sources, /\b(open|documentation|recorded|recordings|kits?|pages)\b/i, name)
    assert.deepEqual(more, [], name)
  }
})

test('the doc comment of a switch names the same default as the guide', () => {
  const source = readFileSync(`${root}src/sandbox/wire.ts`, 'utf8')
  const documented = [...source.matchAll(/@default ([^\n*]+?)(?: \*\/)?\n(?:\s*\*\/\n)?\s*readonly (\w+)\?:/g)]
  assert.deepEqual(
    documented.map(([, value = '', name = '']) => ({ name, value })),
    switches.map(({ name, value }) => {
      const [plain = '', atHeleket] = codesIn(value)
      return { name, value: atHeleket === undefined ? plain : `${plain}, and ${atHeleket} for heleket` }
    }),
  )
})

const apiKinds = Object.keys({
  drop: true,
  'act-then-drop': true,
  stall: true,
  slow: true,
  'half-body': true,
  429: true,
  500: true,
  502: true,
  refuse: true,
  stale: true,
} satisfies Record<ApiFaultKind, true>)

const webhookKinds = Object.keys({
  duplicate: true,
  twice_at_once: true,
  reorder: true,
  delay: true,
  lose: true,
} satisfies Record<WebhookFault['webhook'], true>)

for (const [table, kinds] of [
  ['| `kind` | the request is carried out | what the caller gets |', apiKinds],
  ['| `webhook` | what the receiver gets |', webhookKinds],
] as const) {
  test(`the guide lists every fault: ${table}`, () => {
    const listed = rowsBelow(table).map(([kind]) => codesIn(kind)[0] ?? '')
    assert.deepEqual([...listed].sort(), [...kinds].sort())
  })
}

for (const [cell, acts] of rowsBelow('| `kind` | the request is carried out | what the caller gets |')) {
  const kind = (codesIn(cell)[0] ?? '') as ApiFaultKind
  test(`the guide says whether a request is carried out in spite of ${kind}`, async () => {
    const isForcible = acts === 'with `acts: true`'
    for (const isForced of isForcible ? [false, true] : [false]) {
      const { sandbox } = openShop()
      sandbox.fault(isForced ? { kind, acts: true } : { kind })
      const body = JSON.stringify({ amount: '20', currency: 'USD', order_id: 'order-1' })
      // Some of these calls never end.
      send(sandbox, 'POST /v1/payment', body).catch(() => {})
      await setImmediate()
      const { length } = JSON.parse(sandbox.save()).invoices
      assert.equal(length, acts === 'yes' || isForced ? 1 : 0, `acts: ${isForced}`)
    }
  })
}

test('the guide names every status that setStatus takes for an invoice', () => {
  const listed = rowsBelow('## States').flatMap(([status]) => codesIn(status))
  assert.deepEqual([...listed].sort(), [...invoiceStatuses].sort())
})
