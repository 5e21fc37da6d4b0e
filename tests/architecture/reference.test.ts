import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refsIn, resolveRef, validateOpenApi } from '../support/open-api.ts'
import { limitsOf } from '../tools/reference/limits-of.ts'
import { makeReference, readOutput } from '../tools/reference/make-outputs.ts'
import { command } from '../tools/reference/markdown/notice.ts'
import { anchorOf, headingOf } from '../tools/reference/markdown/overview.ts'
import { namedShapesIn } from '../tools/reference/shapes.ts'

const { groups, document, outputs } = makeReference()
const operations = groups.flatMap((group) => group.operations)

const textOf = (path: string) => {
  const output = outputs.find((each) => each.path === path)
  assert.ok(output, `${path} is not made`)
  return output.text
}

interface Call {
  readonly operationId: string
  readonly externalDocs?: { readonly url: string; readonly description: string }
  readonly [name: string]: unknown
}

const calls = Object.values(document.paths as Record<string, Record<string, Call>>).flatMap(Object.values<Call>)

for (const { path, text } of outputs) {
  test(`${path} is what the operations say`, () => {
    assert.ok(readOutput(path) === text, `${path} is out of date. Run: ${command}`)
  })
}

/** The section of an operation on the page of the operations, up to the next heading. */
const sectionOf = (operation: (typeof operations)[number]) =>
  textOf('src/operations/README.md')
    .split(`### ${headingOf(operation)}\n`)[1]
    ?.split(/\n###? /)[0] ?? ''

test('each operation has a section on the page of the operations, with its endpoint and each param', () => {
  for (const operation of operations) {
    const own = sectionOf(operation)
    assert.ok(own.includes(`\`${operation.method} ${operation.path}\``), operation.id)
    for (const { name } of operation.params) assert.ok(own.includes(`| \`${name}\` |`), `${operation.id}: ${name}`)
  }
})

for (const [path, page] of [
  ['src/operations/README.md', ''],
  ['README.md', 'src/operations/README.md'],
] as const) {
  test(`each operation has a row in ${path} that leads to its section`, () => {
    const text = textOf(path)
    for (const operation of operations) {
      const target = `${page}#${anchorOf(headingOf(operation))}`
      const rows = text.split('\n').filter((line) => line.startsWith(`| [\`${operation.id}\`](${target}) |`))
      assert.equal(rows.length, 1, operation.id)
      assert.ok(rows[0]?.includes(`\`${operation.name}\``), operation.id)
    }
  })
}

test('a link to a heading has the form that GitHub gives it', () => {
  assert.equal(anchorOf('`testWebhooks.payment` / `testPaymentWebhook`'), 'testwebhookspayment--testpaymentwebhook')
})

test('each operation is in the OpenAPI document, once', () => {
  const ids = calls.map(({ operationId }) => operationId)
  assert.deepEqual(ids.sort(), operations.map(({ id }) => id).sort())
})

test('no operation and no group is without a doc comment', () => {
  const silent = [...operations.filter(({ summary }) => summary === ''), ...groups.filter(({ doc }) => doc === '')]
  assert.deepEqual(silent, [])
})

test('no param and no field of a result is without a description', () => {
  const params = operations.flatMap(({ id, params }) =>
    params.map(({ name, doc }) => ({ place: `${id}: ${name}`, doc })),
  )
  const shapes = operations.flatMap((operation) =>
    [operation.result, ...operation.params.map(({ shape }) => shape)].flatMap(namedShapesIn),
  )
  const fields = shapes.flatMap((shape) => [
    { place: shape.name, doc: shape.doc },
    ...(shape.kind === 'object' ? shape.fields.map(({ name, doc }) => ({ place: `${shape.name}.${name}`, doc })) : []),
  ])
  const silent = [...params, ...fields].filter(({ doc }) => doc === '')
  assert.deepEqual(
    silent.map(({ place }) => place),
    [],
  )
})

test('each operation names the address and the title of the page that it is taken from', () => {
  const isPage = /^https:\/\/doc\.(cryptomus|heleket)\.com\/\S+$/
  const sourceless = operations.filter(({ source }) => !isPage.test(source.url) || source.title === '')
  assert.deepEqual(
    sourceless.map(({ id }) => id),
    [],
  )
  for (const operation of operations) {
    const { id, source } = operation
    const call = calls.find(({ operationId }) => operationId === id)
    assert.deepEqual(call?.externalDocs, { description: source.title, url: source.url }, id)
    assert.ok(sectionOf(operation).includes(`Source: [${source.title}](${source.url})`), id)
  }
})

test('the OpenAPI document is valid OpenAPI 3.1', async () => {
  assert.deepEqual(await validateOpenApi(document), { version: '3.1', errors: undefined })
})

test('each $ref of the OpenAPI document resolves, and each schema is referred to', () => {
  const refs = refsIn(document)
  assert.deepEqual(
    refs.filter((ref) => typeof resolveRef(document, ref) !== 'object'),
    [],
  )
  const schemas = Object.keys((document.components as Record<'schemas', object>).schemas)
  assert.deepEqual(
    schemas.filter((name) => !refs.includes(`#/components/schemas/${name}`)),
    [],
  )
})

test('a kind of param that the reference does not know is an error', () => {
  assert.throws(() => limitsOf('must be a prime number'), /limits-of\.ts does not know .*"must be a prime number"/)
})
