import assert from 'node:assert/strict'
import { test } from 'node:test'
import { signPayload } from '../../src/signing/sign-payload.ts'
import { parseWebhook } from '../../src/webhooks/parse-webhook.ts'
import { verifyWebhook } from '../../src/webhooks/verify-webhook.ts'
import { countOf } from '../support/counts.ts'
import { createRandom, type Random } from '../support/random.ts'
import { contentOf, paymentKey, signedBodies, signedPayment } from '../support/webhooks.ts'

/** A body around some JSON, with the sign that the text would have: only the rules can refuse it. */
const signed = (members: string) => `{${members},"sign":"${signPayload(`{${members}}`, paymentKey)}"}`

const genuine = '"type":"payment","uuid":"u","status":"paid"'

test('accepts the harmless body that the attacks below are made of', () => {
  assert.equal(verifyWebhook(signed(genuine), paymentKey), true)
})

const attacks: Readonly<Record<string, string>> = {
  'a prototype': `${genuine},"__proto__":{"isAdmin":true}`,
  'an escaped prototype': `${genuine},"\\u005f\\u005fproto__":{"isAdmin":true}`,
  'a nested prototype': `${genuine},"a":[{"__proto__":{"isAdmin":true}}]`,
  'a member twice': `${genuine},"status":"fail"`,
  'a member twice, escaped': `${genuine},"st\\u0061tus":"fail"`,
  'a nested member twice': `${genuine},"a":{"b":1,"b":2}`,
  'a second sign': `"sign":"${'0'.repeat(32)}",${genuine}`,
  'an escaped second sign': `"\\u0073ign":"${'0'.repeat(32)}",${genuine}`,
  'half a surrogate pair': `${genuine},"a":"\\ud83c"`,
  'too many levels': `${genuine},"a":${'['.repeat(128)}${']'.repeat(128)}`,
}

for (const [name, members] of Object.entries(attacks)) {
  test(`refuses ${name}, though the signature covers it`, () => {
    assert.equal(verifyWebhook(signed(members), paymentKey), false)
    assert.throws(() => parseWebhook(signed(members), paymentKey))
    assert.equal((Object.prototype as { isAdmin?: boolean }).isAdmin, undefined)
  })
}

test('refuses whatever stands behind the body', () => {
  for (const tail of ['x', '{}', signedPayment, '\u0000', '\ufeff', '//', '\u00a0']) {
    assert.equal(verifyWebhook(`${signedPayment}${tail}`, paymentKey), false)
  }
})

test('refuses a body of 64 KiB and a byte, and reads one of 64 KiB', () => {
  const members = `${genuine},"a":"${'x'.repeat(65_536 - signed(`${genuine},"a":""`).length)}"`
  assert.equal(signed(members).length, 65_536)
  assert.equal(verifyWebhook(signed(members), paymentKey), true)
  assert.equal(verifyWebhook(` ${signed(members)}`, paymentKey), false)
})

const fill = (unit: string, before = '{"a":', after = '') =>
  before + unit.repeat(Math.floor((65_536 - before.length - after.length) / unit.length)) + after

const adversarial: Readonly<Record<string, string>> = {
  'many members': `{${Array.from({ length: 6_000 }, (_, index) => `"${index}":0`).join(',')}}`,
  'many members and a sign': `{${Array.from({ length: 5_000 }, (_, i) => `"${i}":0`).join(',')},"sign":"${'0'.repeat(32)}"}`,
  'one name again and again': `{${fill('"a":0,', '', '"a":0')}}`,
  'deep lists': fill('['),
  'deep objects': fill('{"a":', ''),
  'a string of escapes': fill('\\u0041', '{"a":"', '"}'),
  'a string of escapes and a sign': fill('\\u0041', '{"a":"', `","sign":"${'0'.repeat(32)}"}`),
  'a string of slashes and a sign': fill('/', '{"a":"', `","sign":"${'0'.repeat(32)}"}`),
  'a string of backslashes without end': fill('\\\\', '{"a":"'),
  'a string of quotes': fill('"'),
  'white space before': fill(' ', '', '{}'),
  'white space behind': fill(' ', '{}'),
  'white space in every place, and a sign': fill('1 , ', '{ "a" : [ ', `1 ] , "sign" : "${'0'.repeat(32)}" }`),
  'a number without end': fill('9', '{"a":', '}'),
  'an exponent without end': fill('9', '{"a":1e', '}'),
  'characters beyond ASCII': fill('漢', '{"a":"', '"}').slice(0, 21_000),
  commas: fill(','),
  NUL: fill('\u0000', '{"a":"', '"}'),
}

for (const [name, body] of Object.entries(adversarial)) {
  test(`refuses 64 KiB of ${name}`, () => assert.equal(verifyWebhook(body, paymentKey), false))
}

function randomValue(random: Random, depth: number): unknown {
  const kind = random.below(depth > 3 ? 5 : 7)
  if (kind === 0) return random.pick([null, true, false, 0, -1, 1.5, 1e25, '', 'sign', '__proto__'])
  if (kind <= 2) return random.next().toString(36)
  if (kind === 3) return random.below(1_000_000)
  if (kind === 4) return random.pick(['a/b', 'Ж漢🎉', '\u2028', '\\', '"', '\u0000', '\ud83c'])
  if (kind === 5) return Array.from({ length: random.below(4) }, () => randomValue(random, depth + 1))
  return Object.fromEntries(
    Array.from({ length: random.below(4) }, () => [
      random.pick(['type', 'sign', 'uuid', 'a', '1', '__proto__', 'constructor']),
      randomValue(random, depth + 1),
    ]),
  )
}

const hexDigits = (random: Random) => Array.from({ length: 32 }, () => random.pick([...'0123456789abcdef'])).join('')

const strangers: Readonly<Record<string, (random: Random) => string | Uint8Array>> = {
  'random bytes': (random) => Uint8Array.from({ length: random.below(120) }, () => random.below(256)),
  'random JSON': (random) => JSON.stringify(randomValue(random, 0)),
  'random objects with a sign': (random) =>
    `{"type":"payment","a":${JSON.stringify(randomValue(random, 0))},"sign":"${hexDigits(random)}"}`,
  'deep nesting': (random) => `{"a":${random.pick(['[', '{"a":', '[{"a":']).repeat(random.below(300))}`,
}

const count = countOf(100_000, 20_000)

test(`neither throws over ${count} bodies of strangers nor accepts one, and leaves Object.prototype alone`, () => {
  const random = createRandom(20_261_124)
  const before = Reflect.ownKeys(Object.prototype).length
  const makers = Object.values(strangers)
  for (let turn = 0; turn < count / 2; turn++) {
    const body = makers[turn % makers.length]!(random)
    assert.equal(verifyWebhook(body, paymentKey), false)
  }
  for (let turn = 0; turn < count / 2; turn++) {
    const { body, key } = signedBodies[turn % signedBodies.length]!
    const mutant = mutate(new TextEncoder().encode(body), random)
    // A change of spelling alone may pass.
    if (verifyWebhook(mutant, key)) assert.deepEqual(contentOf(new TextDecoder().decode(mutant)), contentOf(body))
  }
  assert.equal(Reflect.ownKeys(Object.prototype).length, before)
  assert.equal(({} as { isAdmin?: boolean }).isAdmin, undefined)
})

/** One to three changes at random places: a byte exchanged, taken out, put in, or a piece written twice. */
function mutate(bytes: Uint8Array, random: Random): Uint8Array {
  let mutant = [...bytes]
  for (let change = random.below(3); change >= 0; change--) {
    const at = random.below(mutant.length)
    const end = at + random.below(12)
    const kind = random.below(4)
    if (kind === 0) mutant[at] = random.below(256)
    else if (kind === 1) mutant.splice(at, 1)
    else if (kind === 2) mutant.splice(at, 0, random.pick([...'{}[]",:\\/ 0esu']).charCodeAt(0))
    else mutant = [...mutant.slice(0, end), ...mutant.slice(at)]
  }
  return Uint8Array.from(mutant)
}
