import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { encodePhpNumber } from '../../src/json/php.ts'
import { signWebhook } from '../../src/webhooks/sign-webhook.ts'
import { verifyWebhook } from '../../src/webhooks/verify-webhook.ts'
import { readPhpRows } from '../support/php-corpus.ts'
import { createRandom } from '../support/random.ts'
import { runPhp } from '../support/run-php.ts'
import { tamper } from '../support/tamper.ts'

// Another seed each day: what fails is printed with it, and `PHP_ORACLE_SEED` brings it back.
const seed = Number(process.env.PHP_ORACLE_SEED ?? Math.floor(Math.random() * 2 ** 31))
const count = 10_000
console.log(`PHP_ORACLE_SEED=${seed}`)

test(`accepts ${count} fresh bodies of PHP in both spellings, and none that was changed`, () => {
  const random = createRandom(seed)
  const rows = readPhpRows(runPhp('php-corpus.php', [seed, count]))
  assert.equal(rows.length, count)
  for (const { raw, escaped, key } of rows) {
    for (const body of [raw, escaped]) {
      assert.ok(verifyWebhook(body, key), body)
      assert.equal(verifyWebhook(tamper(body, random), key), false)
    }
  }
})

// Left out is what PHP's own arrays do not keep, so that its recipe refuses genuine bodies: an empty object, which
// becomes an empty list; and names made of digits, which become integers (and a list when they count up from 0).
const names = fc.oneof(
  fc.constantFrom('type', 'uuid', 'a/b', 'Ж', '', 'constructor', '\u0000', '1.5', '01'),
  fc.string({ unit: 'binary' }).filter((name) => !/^-?\d+$/.test(name) && name !== '__proto__' && name !== 'sign'),
)
const leaves = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    1e-7,
    1e25,
    2 ** 53,
    2 ** 60,
    1e21,
    0.1,
    123.456,
    'a/b',
    '🎉\u2028',
    '{"a":1}',
  ),
  // JSON.stringify writes -0 as 0, so that no number is lost on the way into signWebhook. Large whole numbers come out
  // with an exponent, which PHP reads as the same float.
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.maxSafeInteger(),
)
const { value: anyValue } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaves,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(names, tie('value'), { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
  ),
}))
const payloads = fc.dictionary(names, anyValue, { minKeys: 1, maxKeys: 6, noNullPrototype: true })

for (const escapeUnicode of [false, true]) {
  test(`PHP accepts ${count / 2} bodies of signWebhook, ${escapeUnicode ? 'escaped' : 'raw'}`, () => {
    const bodies = fc
      .sample(payloads, { numRuns: count / 2, seed: seed + Number(escapeUnicode) })
      .map((payload) => signWebhook(payload, 'ключ-key-1', { escapeUnicode }))
    const input = bodies.map((body) => `${JSON.stringify([body, 'ключ-key-1'])}\n`).join('')
    const verdicts = runPhp('php-verify.php', [], input)
    assert.equal(verdicts.length, bodies.length)
    for (const [index, verdict] of verdicts.entries()) assert.equal(verdict, '1', bodies[index])
  })
}

test(`spells ${count} random doubles as PHP does`, () => {
  const random = createRandom(seed)
  const special = [0, -0, 1, 0.1, 1e15, 1e16, 1e17, 1e-4, 1e-5, 5e-324, Number.MAX_VALUE, 2 ** 53, 2 ** 63]
  const doubles = [...special, ...Array.from({ length: count * 2 }, () => randomDouble(random.next, random.below))]
    .filter(Number.isFinite)
    .slice(0, count)
  const lines = runPhp('php-numbers.php', [], doubles.map((double) => `${toHex(double)}\n`).join(''))
  assert.equal(lines.length, count)
  for (const [index, line] of lines.entries()) assert.equal(encodePhpNumber(doubles[index]!), line)
})

/** Half of them any 64 bits, half of them of the size that amounts have. */
function randomDouble(next: () => number, below: (limit: number) => number): number {
  if (below(2) === 0) return (next() - 0.5) * 10 ** (below(44) - 22)
  const view = new DataView(new ArrayBuffer(8))
  view.setUint32(0, below(2 ** 32))
  view.setUint32(4, below(2 ** 32))
  return view.getFloat64(0)
}

function toHex(double: number): string {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, double)
  return view.getBigUint64(0).toString(16).padStart(16, '0')
}
