import assert from 'node:assert/strict'
import { test } from 'node:test'
import { richFolder, runScript } from '../support/consumer.ts'

/** Loads a subpath where the language is all there is: neither `TextDecoder` nor `fetch`, `process`, `URL` or a timer. */
const loadBare = (load: string) => `
  const { log } = console
  const { runInNewContext } = process.getBuiltinModule('node:vm')
  const language = runInNewContext('Object.getOwnPropertyNames(globalThis)')
  const main = async () => {
    for (const name of Object.getOwnPropertyNames(globalThis)) if (!language.includes(name)) delete globalThis[name]
    const names = Object.keys(${load})
    log(names.length > 0, typeof TextDecoder, typeof fetch, typeof setTimeout, typeof process)
  }
  main()
`
const expected = 'true undefined undefined undefined undefined\n'

for (const path of ['', '/signing', '/webhooks', '/stores', '/sandbox', '/sandbox/server']) {
  test(`cryptomus-kit${path} loads without a global of the platform`, async () => {
    assert.equal(await runScript('bare.mjs', loadBare(`await import('cryptomus-kit${path}')`)), expected)
    assert.equal(await runScript('bare.cjs', loadBare(`require('cryptomus-kit${path}')`)), expected)
  })
}

test('cryptomus-kit/undici loads without a global of the platform, once undici is there', async () => {
  const imported = `import 'undici'\n${loadBare(`await import('cryptomus-kit/undici')`)}`
  assert.equal(await runScript('bare.mjs', imported, richFolder), expected)
  const required = `require('undici')\n${loadBare(`require('cryptomus-kit/undici')`)}`
  assert.equal(await runScript('bare.cjs', required, richFolder), expected)
})
