import assert from 'node:assert/strict'
import { test } from 'node:test'
import { verifyWebhook } from '../../src/webhooks/verify-webhook.ts'
import { contentOf, signedBodies } from '../support/webhooks.ts'

/** What still verifies must still mean the same: then only its spelling was changed. */
function assertHarmless(mutant: Uint8Array, key: string, original: unknown, what: string): number {
  if (!verifyWebhook(mutant, key)) return 0
  assert.deepEqual(contentOf(new TextDecoder().decode(mutant)), original, what)
  return 1
}

for (const { name, body, key } of signedBodies) {
  const bytes = new TextEncoder().encode(body)
  const original = contentOf(body)

  test(`refuses ${name} after any change of one byte that changes what it says`, () => {
    let accepted = 0
    const mutant = Uint8Array.from(bytes)
    for (const [at, byte] of bytes.entries()) {
      for (let value = 0; value < 256; value++) {
        if (value === byte) continue
        mutant[at] = value
        accepted += assertHarmless(mutant, key, original, `byte ${at} became ${value}`)
      }
      mutant[at] = byte
    }
    assert.ok(accepted < 100, `${accepted} mutants were accepted; only other spellings may be`)
  })

  test(`refuses ${name} after any byte is taken out that changes what it says`, () => {
    for (const at of bytes.keys()) {
      const mutant = Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(at + 1)])
      assertHarmless(mutant, key, original, `byte ${at} was taken out`)
    }
  })

  test(`refuses ${name} after any byte is put in that changes what it says`, () => {
    for (let at = 0; at <= bytes.length; at++) {
      for (const value of [0x20, 0x22, 0x2c, 0x30, 0x31, 0x5c, 0x61, 0x7d, 0x00, 0x80, (at * 7 + 3) % 256]) {
        const mutant = Uint8Array.from([...bytes.subarray(0, at), value, ...bytes.subarray(at)])
        assertHarmless(mutant, key, original, `${value} was put in at ${at}`)
      }
    }
  })

  test(`refuses ${name} without its beginning or its end`, () => {
    for (let at = 1; at < bytes.length; at++) {
      assert.equal(verifyWebhook(bytes.subarray(at), key), false)
      assert.equal(verifyWebhook(bytes.subarray(0, at), key), false)
    }
  })
}
