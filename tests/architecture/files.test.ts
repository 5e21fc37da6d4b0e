import assert from 'node:assert/strict'
import { test } from 'node:test'
import { functionsOf, importsOf, sources } from '../tools/sources.ts'

const lineLimit = 120

/** Files that may be longer, and why. */
const longFiles: Readonly<Record<string, string>> = {
  'webhooks/types.ts': 'every member of every event with its doc, and nothing else',
}

/** What is longer may not stand beside something else that is. */
const tinyLines = 10

/** Files that hold two functions of some length, and why. */
const pairs: Readonly<Record<string, string>> = {
  'sandbox/invoices/render-invoice.ts': 'an invoice as the API shows it and as the payment page does',
}

/** Files that are named after what their functions have in common, and why. */
const collections: Readonly<Record<string, string>> = {
  'json/characters.ts': 'the characters of JSON and the white space among them',
  'operations/shared/paging.ts': 'what every paged list shares',
  'schema/is-safe-url.ts': 'the two questions that are asked of a URL',
  'schema/param-fields.ts': 'a constant or a maker for each kind of param',
  'schema/result-fields.ts': 'a reader for each kind of field of an answer',
  'schema/read-drift.ts': "a mender for each way in which the gateway's types drift",
  'schema/rules.ts': 'rules between params',
  'sandbox/server/pay-route.ts': 'the route of the payment page',
  'sandbox/world/answer.ts': "the gateway's envelopes",
  'sandbox/world/market.ts': 'what the currencies of the sandbox are and cost',
}

const isNamedAfter = (path: string, name: string) => {
  const words = path.replace(/^.*\//, '').replace(/\.ts$/, '').replaceAll('-', '')
  return name.toLowerCase().includes(words)
}

test('no file is longer than 120 lines', () => {
  const lengths = sources.map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
  assert.deepEqual(
    lengths.filter(({ path, lines }) => lines > lineLimit && longFiles[path] === undefined),
    [],
  )
})

test('a file exports one function, beside tiny ones', () => {
  const crowded = sources
    .map((source) => ({ path: source.path, long: functionsOf(source).filter(({ lines }) => lines > tinyLines) }))
    .filter(({ path, long }) => long.length > 1 && pairs[path] === undefined)
  assert.deepEqual(crowded, [])
})

test('a file is named after a function that it exports, or is a collection', () => {
  const misnamed = sources.filter((source) => {
    const functions = functionsOf(source)
    const fits = functions.length === 0 || functions.some(({ name }) => isNamedAfter(source.path, name))
    return !fits && collections[source.path] === undefined
  })
  assert.deepEqual(
    misnamed.map(({ path }) => path),
    [],
  )
})

test('each collection exists and needs to be one', () => {
  const needless = Object.keys(collections).filter((path) => {
    const source = sources.find((each) => each.path === path)
    return source === undefined || functionsOf(source).some(({ name }) => isNamedAfter(path, name))
  })
  assert.deepEqual(needless, [])
})

test('the index.ts of a folder declares nothing but a group', () => {
  const index = sources.filter(({ path }) => path.endsWith('index.ts'))
  assert.deepEqual(
    index.filter((source) => functionsOf(source).length > 0),
    [],
  )
  for (const source of index) assert.ok(importsOf(source).length > 0, `${source.path} exports nothing`)
})
