import assert from 'node:assert/strict'
import { test } from 'node:test'
import ts from 'typescript'
import { groups } from '../../src/operations/groups.ts'
import { compilerOptions, entryPoints, publicNames } from './public-api.ts'
import { root } from './root.ts'

// Uses of the client as people write them. A hover has to explain the name behind the `^`.

/** Params that are given in a call. */
const paramSamples: readonly string[] = [
  "client.payments.get({ ^order_id: 'o-1' })",
  "client.payments.refund({ uuid: '0b1e', address: 'T', ^is_subtract: true })",
  "client.wallets.create({ currency: 'USDT', network: 'tron', ^order_id: 'o-1' })",
  "client.wallets.block({ uuid: '0b1e', ^is_force_refund: true })",
  "client.payouts.list({ ^date_from: '2026-01-31 00:00:00' })",
  "client.recurrences.create({ amount: '1', currency: 'USD', name: 'Tea', ^period: 'weekly' })",
  "client.discounts.set({ currency: 'USDT', network: 'tron', ^discount_percent: 5 })",
  "client.testWebhooks.payout({ url_callback: 'https://a.b', currency: 'USDT', network: 'tron', ^status: 'paid' })",
]

/** Fields that are read from a result. */
const resultSamples: readonly string[] = [
  "(await client.payments.get({ uuid: '0b1e' })).^payer_amount",
  '(await client.payments.list()).paginate?.^nextCursor',
  "(await client.wallets.block({ uuid: '0b1e' })).^status",
  "(await client.payouts.get({ uuid: '0b1e' })).convert?.^rate",
  "(await client.transfers.toPersonal({ amount: '1', currency: 'USDT' })).^merchant_balance",
  "(await client.recurrences.get({ order_id: 'o-1' })).^last_pay_off",
  '(await client.discounts.list())[0]?.^discount',
  '(await client.balance.get())[0]?.balance.merchant[0]?.^balance_usd',
  "(await client.rates.list({ currency: 'ETH' }))[0]?.^course",
  "(await client.amlLinks.list({ uuid: '0b1e' }))[0]?.^link",
]

/** Methods whose hover has to say that a call of unknown outcome is not sent again. */
const movingMoney: readonly string[] = [
  'client.payments.refund',
  'client.wallets.refundBlocked',
  'client.payouts.create',
  'client.transfers.toPersonal',
  'client.transfers.toBusiness',
]

/** Stands before each name that has to have a hover. */
const marker = '/*^*/'

/** A file that uses every bound method, fills every field of an invoice, and some fields of other params and results. */
function writeProbe(entry: string, fields: readonly string[]): string {
  const calls = Object.entries(groups).flatMap(([group, members]) =>
    Object.keys(members).map((member) => `client.${group}.${marker}${member}`),
  )
  const samples = [...paramSamples, ...resultSamples].map((sample) => sample.replace('^', marker))
  const invoice = fields.map((field) => `  ${marker}${field}: undefined as never,`)
  return [
    `import { createClient, type CreatePaymentParams } from '${entry}'`,
    "const client = createClient({ merchantId: 'm', apiKey: 'k' })",
    ...calls,
    ...samples.map((sample) => `void ${sample}`),
    'const invoice: CreatePaymentParams = {',
    ...invoice,
    '}',
    'client.payments.create(invoice)',
  ].join('\n')
}

/** A language service that knows one more file than there is. */
function openEditor(path: string, text: string): ts.LanguageService {
  const read = (name: string) => (name === path ? text : ts.sys.readFile(name))
  return ts.createLanguageService({
    getCompilationSettings: () => ({ ...compilerOptions(), noUnusedLocals: false }),
    getScriptFileNames: () => [path],
    getScriptVersion: () => '1',
    getScriptSnapshot: (name) => {
      const content = read(name)
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content)
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (name) => name === path || ts.sys.fileExists(name),
    readFile: read,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
    realpath: (name) => ts.sys.realpath?.(name) ?? name,
  })
}

/** Subject of a line, for the name of a test: everything up to the name behind the marker. */
function nameOf(line: string): string {
  const [before = '', behind = ''] = line.split(marker)
  return before.replace('void ', '') + behind.replace(/\W.*/, '')
}

function fieldsOf(name: string): readonly string[] {
  const found = publicNames(entryPoints['.']).find((each) => each.name === name)
  assert.ok(found?.symbol.members, `${name} is not an exported interface`)
  return [...found.symbol.members.values()].map((member) => member.name)
}

/** Checks that an editor shows a doc over the names that people write. `entry` is seen from the folder tests. */
export function testHovers(entry: string): void {
  const path = `${root}tests/probe.ts`
  const probe = writeProbe(entry, fieldsOf('CreatePaymentParams'))
  const editor = openEditor(path, probe)

  test(`the probe of ${entry} compiles`, () => {
    const problems = editor.getSemanticDiagnostics(path).map(({ messageText }) => messageText)
    assert.deepEqual(problems, [])
    const probed = probe.replaceAll(marker, '')
    for (const name of movingMoney) assert.ok(probed.includes(`\n${name}\n`), name)
  })

  for (let at = probe.indexOf(marker); at >= 0; at = probe.indexOf(marker, at + 1)) {
    const line = probe.slice(probe.lastIndexOf('\n', at) + 1, probe.indexOf('\n', at)).trim()
    const name = nameOf(line)
    test(`a hover in ${entry} explains ${name}`, () => {
      const info = editor.getQuickInfoAtPosition(path, at + marker.length)
      const doc = ts.displayPartsToString(info?.documentation)
      assert.notEqual(doc.trim(), '')
      if (movingMoney.includes(name)) assert.match(doc, /the client never sends it/)
      // What two files call the same is called `Payment$1` by the build.
      assert.doesNotMatch(ts.displayPartsToString(info?.displayParts), /\$\d/)
    })
  }
}
