import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Envelope, isRejection, readEnvelope } from '../../src/call/envelope.ts'

const refusal = (gatewayMessage: string | undefined, errors: Readonly<Record<string, readonly string[]>> = {}) =>
  ({ kind: 'refusal', gatewayMessage, errors }) as const
const foreign = { kind: 'foreign' } as const
const result = (value: unknown) => ({ kind: 'result', result: value }) as const

const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`

const table: readonly (readonly [number, string, Envelope])[] = [
  // What the gateway documents
  [200, '{"state":0,"result":{"uuid":"u"}}', result({ uuid: 'u' })],
  [200, '{"state":0,"result":[]}', result([])],
  [200, '{"result":null,"state":0}', result(null)],
  [200, '{"state":0}', result(undefined)],
  [
    422,
    '{"state":1,"errors":{"amount":["validation.required"]}}',
    refusal(undefined, { amount: ['validation.required'] }),
  ],
  [422, '{"state":1,"message":"Not enough funds"}', refusal('Not enough funds')],
  [422, '{"message":"Payment not found.","state":1}', refusal('Payment not found.')],
  [422, '{"state":1}', refusal(undefined)],
  [500, '{"message":"Server error, #1","code":500,"error":null}', refusal('Server error, #1')],
  [401, '{"message":"Invalid Sign."}', refusal('Invalid Sign.')],
  [422, '{"state":1,"message":"no","errors":{"a":["b","c"],"d":["e"]}}', refusal('no', { a: ['b', 'c'], d: ['e'] })],
  // A refusal with a status that says otherwise
  [200, '{"state":1,"message":"no"}', refusal('no')],
  [200, '{"state":2}', refusal(undefined)],
  [201, '{"state":1}', refusal(undefined)],
  // The state as a text
  [200, '{"state":"0","result":1}', result(1)],
  [200, '{"state":"1"}', refusal(undefined)],
  [202, '{"state":0,"result":1}', result(1)],
  // A state that says nothing
  [200, '{"state":null,"result":1}', foreign],
  [200, '{"state":true}', foreign],
  [200, '{"state":"ok"}', foreign],
  [200, '{"state":{}}', foreign],
  [200, '{"result":{"uuid":"u"}}', foreign],
  [200, '{"message":"hello"}', foreign],
  [200, '{}', foreign],
  // An error status with a success inside is none
  // It did not say no
  [500, '{"state":0,"result":{}}', foreign],
  [422, '{"state":0}', foreign],
  [400, '{"state":"0","message":"odd"}', foreign],
  // Words in other places
  [400, '{"message":"","error":"Bad request"}', refusal('Bad request')],
  [400, '{"message":[],"error":"Bad request"}', refusal('Bad request')],
  [400, '{"message":null,"error":null}', refusal(undefined)],
  [400, '{"errors":{}}', refusal(undefined)],
  // Words in another shape are words all the same
  [400, '{"message":7,"error":"Bad request"}', refusal('7')],
  [400, '{"message":false}', refusal('false')],
  [422, '{"state":1,"message":{"amount":["too small"]}}', refusal('{"amount":["too small"]}')],
  [422, '{"state":1,"message":["a","b"]}', refusal('["a","b"]')],
  [422, '{"state":1,"message":null,"error":{"code":7}}', refusal('{"code":7}')],
  [400, '{"errors":"all wrong"}', refusal(undefined, { '': ['all wrong'] })],
  [400, '{"errors":["a"]}', refusal(undefined, { '': ['a'] })],
  [422, '{"state":1,"errors":["a",{"b":"c"}]}', refusal(undefined, { '': ['a', '{"b":"c"}'] })],
  [422, '{"state":1,"errors":7}', refusal(undefined, { '': ['7'] })],
  [422, '{"state":1,"errors":[]}', refusal(undefined)],
  [422, '{"state":1,"errors":null}', refusal(undefined)],
  [422, '{"state":1,"errors":""}', refusal(undefined)],
  [400, '{"errors":{"a":"b"}}', refusal(undefined, { a: ['b'] })],
  [400, '{"errors":{"a":[1,null,true,{"b":["c"]}]}}', refusal(undefined, { a: ['1', 'null', 'true', '{"b":["c"]}'] })],
  [
    400,
    '{"errors":{"a":[{"toString":1,"valueOf":1,"toJSON":1}]}}',
    refusal(undefined, { a: ['{"toString":1,"valueOf":1,"toJSON":1}'] }),
  ],
  [400, '{"error":"Bad request"}', foreign],
  [400, '{}', foreign],
  // Redirects and the like never speak for the gateway
  [302, '{"state":1,"message":"no"}', foreign],
  [304, '{"message":"no"}', foreign],
  [100, '{"state":0}', foreign],
  [0, '{"state":0}', foreign],
  // What is no JSON object
  [502, '<html><body>502 Bad Gateway</body></html>', foreign],
  [200, '<html></html>', foreign],
  [200, '', foreign],
  [204, '', foreign],
  [200, '{"state":0,', foreign],
  [200, '{"state":0} ', result(undefined)],
  [200, '{"state":0}{"state":0}', foreign],
  [200, '[{"state":0}]', foreign],
  [200, 'null', foreign],
  [200, 'true', foreign],
  [200, '0', foreign],
  [200, '"state"', foreign],
  [200, '\ufeff{"state":0}', foreign],
  [422, '[]', foreign],
  [422, 'null', foreign],
  [500, deep(100_000), foreign],
]

for (const [status, text, envelope] of table) {
  test(`HTTP ${status} with ${text.slice(0, 70) || 'nothing'} is a ${envelope.kind}`, () => {
    assert.deepEqual(readEnvelope({ status, text }), envelope)
  })
}

test('complaints that are nested too deeply are told of, not choked on', () => {
  const nested = deep(100_000)
  const envelope = readEnvelope({ status: 422, text: `{"errors":{"a":[${nested}]}}` })
  assert.ok(envelope.kind === 'refusal')
  // JSON.stringify recurses up to Node 25, and has no limit of depth since.
  assert.ok(['too deep', nested].includes(envelope.errors.a?.join() ?? ''))
})

test('a huge whole number in a result is a number, as far as JSON goes', () => {
  const envelope = readEnvelope({ status: 200, text: '{"state":0,"result":{"amount":12345678901234567890}}' })
  assert.deepEqual(envelope, result({ amount: 12_345_678_901_234_567_000 }))
})

test('a field that is called __proto__ is a field', () => {
  const envelope = readEnvelope({ status: 422, text: '{"errors":{"__proto__":["x"]}}' })
  assert.ok(envelope.kind === 'refusal')
  assert.deepEqual(Object.keys(envelope.errors), ['__proto__'])
  assert.equal(Object.getPrototypeOf(envelope.errors), Object.prototype)
})

test('words that are nested too deeply are told of, not choked on', () => {
  for (const name of ['message', 'error']) {
    const text = `{"state":1,"${name}":${deep(100_000)}}`
    assert.deepEqual(readEnvelope({ status: 422, text }), refusal('too deep'))
  }
})

const no = '{"state":1,"message":"no"}'

for (const status of [200, 400, 401, 403, 404, 410, 422, 499]) {
  test(`a refusal with ${status} proves that nothing was done`, () => {
    assert.ok(isRejection({ status, text: no }))
  })
}

for (const status of [201, 302, 408, 409, 425, 429, 500, 502, 503, 520, 599]) {
  test(`a refusal with ${status} proves nothing`, () => {
    assert.ok(!isRejection({ status, text: no }))
  })
}

test('what the gateway did not say proves nothing', () => {
  for (const status of [200, 403, 502]) assert.ok(!isRejection({ status, text: '<html></html>' }))
  assert.ok(!isRejection({ status: 200, text: '{"state":0,"result":{}}' }))
})
