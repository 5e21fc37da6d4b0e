import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileBlocks } from '../support/compile-blocks.ts'
import { everyName, tagsOf } from '../support/public-api.ts'
import { blocksIn, writeBlocks } from '../support/readme.ts'

/** The functions that people start with. */
const firstNames = [
  'createClient',
  'createPayment',
  'createPayout',
  'ensurePayout',
  'closePayout',
  'waitForPayment',
  'createWebhookHandler',
  'verifyWebhook',
  'parseWebhook',
  'signPayload',
  'buildHeaders',
  'items',
  'isCryptomusError',
  'settle',
]

const mostLines = 12

const examples = everyName.flatMap(({ name, symbol }) =>
  tagsOf(symbol, 'example').map((text) => ({ name, text, blocks: blocksIn(text) })),
)
const hasExample = (wanted: string) => examples.some(({ name }) => name === wanted)

test('the functions that people start with have an example', () => {
  assert.deepEqual(
    firstNames.filter((name) => !hasExample(name)),
    [],
  )
})

test(`an example is one block of ts, at most ${mostLines} lines long`, () => {
  const odd = examples.filter(({ text, blocks: [first, ...others] }) => {
    const isAlone = first !== undefined && others.length === 0 && /^```ts\n.*\n```$/s.test(text.trim())
    return !isAlone || first.code.trimEnd().split('\n').length > mostLines
  })
  assert.deepEqual(
    odd.map(({ name }) => name),
    [],
  )
})

const files = writeBlocks(examples.map(({ blocks }) => blocks[0]?.code ?? ''))
const problemsOf = compileBlocks(files)

for (const [index, { name, blocks }] of examples.entries()) {
  test(`the example of ${name} compiles, and imports only this package`, () => {
    assert.deepEqual(problemsOf(files[index] ?? ''), [])
    const imported = [...(blocks[0]?.code ?? '').matchAll(/ from '(.*?)'/g)].map(([, specifier = '']) => specifier)
    assert.ok(imported.length > 0)
    for (const specifier of imported) assert.match(specifier, /^(cryptomus-kit(\/|$)|node:)/)
  })
}
