import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { createPayout } from '../../src/operations/payouts/create-payout.ts'
import { payout, payoutSample } from '../fixtures/payouts.ts'
import { createStillCaller, turn } from '../support/clocks.ts'
import { ok } from '../support/fake-fetch.ts'
import { rejected } from '../support/rejected.ts'

const send = (fetch: unknown) => createStillCaller(fetch).call(createPayout, payout)

const throwing = () => {
  throw new Error('not here')
}

// Size

test('a body over the limit is refused and let go', async () => {
  const chunk = new Uint8Array(600_000)
  let cancelled = 0
  const stream = new ReadableStream({ pull: (controller) => controller.enqueue(chunk), cancel: () => void cancelled++ })
  const node = Readable.from(Array(9).fill(chunk))
  let closed = 0
  async function* endless() {
    try {
      for (;;) yield chunk
    } finally {
      closed += 1
    }
  }
  const bodies = [{ body: stream }, { body: node }, { body: endless() }, { text: async () => 'a'.repeat(1_048_577) }]
  for (const fields of bodies) {
    const error = await rejected(
      'response',
      send(async () => ({ status: 200, text: async () => '', ...fields })),
    )
    assert.match(error.message, /payouts\.create got more than 1 MiB/)
    assert.deepEqual([error.status, error.outcome, error.retryable], [200, 'unknown', false])
  }
  await turn()
  assert.deepEqual([cancelled, closed], [1, 1])
  assert.ok(node.destroyed)
})

/** A response of the gateway that has exactly so many bytes. */
const padded = (bytes: number) => {
  const text = JSON.stringify({ state: 0, result: { ...payoutSample, padding: '' } })
  return text.replace('"padding":""', `"padding":"${'a'.repeat(bytes - text.length)}"`)
}

for (const [kind, make] of [
  ['a web stream', (text: string) => ({ body: new Blob([text]).stream() })],
  ['a stream of Node', (text: string) => ({ body: Readable.from([Buffer.from(text)]) })],
  ['only text()', (text: string) => ({ text: async () => text })],
] as const) {
  test(`${kind} of exactly 1 MiB is read, and of a byte more is not`, async () => {
    const sendPadded = (bytes: number) => send(async () => ({ status: 200, text: throwing, ...make(padded(bytes)) }))
    assert.equal((await sendPadded(1_048_576)).uuid, payoutSample.uuid)
    assert.match((await rejected('response', sendPadded(1_048_577))).message, /more than 1 MiB/)
  })
}

test('the limit of a stream counts bytes, not characters', async () => {
  const text = JSON.stringify({ state: 0, result: { ...payoutSample, note: '漢'.repeat(400_000) } })
  const sending = send(async () => ({ status: 200, body: new Blob([text]).stream(), text: throwing }))
  assert.match((await rejected('response', sending)).message, /more than 1 MiB/)
})

// Bodies

for (const body of [undefined, null, 'text', 7, {}, { on: () => {} }]) {
  test(`text() is used where the body is ${JSON.stringify(body)}`, async () => {
    const result = await send(async () => ({ ...ok(payoutSample), body }))
    assert.equal(result.uuid, payoutSample.uuid)
  })
}

const text = JSON.stringify({ state: 0, result: payoutSample })

const chunked = (...chunks: readonly unknown[]) => Readable.from(chunks)
const bytes = new TextEncoder().encode(text)

const readBefore: readonly (readonly [what: string, response: () => Promise<unknown> | unknown])[] = [
  [
    'a body that is marked as used',
    () => ({ status: 200, bodyUsed: true, body: chunked(bytes), text: async () => text }),
  ],
  [
    'a stream that somebody else is reading',
    () => {
      const body = new Blob(['something else']).stream()
      body.getReader()
      return { status: 200, body, text: async () => text }
    },
  ],
  [
    'a stream that somebody else has read to its end',
    async () => {
      const response = new Response(text)
      const words = await response.text()
      return { status: 200, body: response.body, bodyUsed: response.bodyUsed, text: async () => words }
    },
  ],
  [
    'a stream of Node that somebody else has read to its end',
    async () => {
      const body = chunked(bytes)
      for await (const _ of body);
      return { status: 200, body, text: async () => text }
    },
  ],
  [
    'a clone of a response, whose other half was read',
    async () => {
      const response = new Response(text)
      const clone = response.clone()
      await response.text()
      return clone
    },
  ],
]

for (const [what, make] of readBefore) {
  test(`${what} is read through text(), and measured after reading`, async () => {
    const response = await make()
    assert.equal((await send(async () => response)).uuid, payoutSample.uuid)
  })
}

test('a body that was read before and whose text() is too large is refused', async () => {
  const response = { status: 200, bodyUsed: true, body: chunked('x'), text: async () => padded(1_048_577) }
  assert.match(
    (
      await rejected(
        'response',
        send(async () => response),
      )
    ).message,
    /more than 1 MiB/,
  )
})

for (const [what, chunk] of [
  ['an ArrayBuffer', bytes.slice().buffer],
  ['a DataView', new DataView(bytes.slice().buffer)],
  ['a DataView of a part of its buffer', new DataView(new TextEncoder().encode(`  ${text}  `).buffer, 2, bytes.length)],
  ['a Buffer', Buffer.from(bytes)],
  ['a Uint8Array of a part of its buffer', new TextEncoder().encode(`  ${text}  `).subarray(2, 2 + bytes.length)],
  ['a text', text],
] as const) {
  test(`a body that comes as ${what} is read as its bytes`, async () => {
    const body = (async function* () {
      yield chunk
    })()
    assert.deepEqual(await send(async () => ({ status: 200, body, text: throwing })), payoutSample)
  })
}

test('a chunk that is neither bytes nor text is an error of ours, and the outcome unknown', async () => {
  for (const chunk of [7, {}, [1, 2], true, new Map()]) {
    async function* body() {
      yield chunk
    }
    const sending = send(async () => ({ status: 200, body: body(), text: throwing }))
    assert.equal((await rejected('network', sending)).outcome, 'unknown')
  }
})

test('a body that ends early leaves the outcome unknown', async () => {
  const body = new ReadableStream({ pull: (controller) => controller.error(new TypeError('terminated')) })
  const error = await rejected(
    'network',
    send(async () => ({ status: 200, body, text: async () => '' })),
  )
  assert.deepEqual([error.outcome, error.retryable, (error.cause as Error).message], ['unknown', false, 'terminated'])
})

test('a body whose text is nothing is an error of ours', async () => {
  const fetch = async () => ({ status: 200, text: async () => undefined })
  const error: { kind: string; outcome: string } = await send(fetch).then(() => assert.fail(), Object)
  assert.match(error.kind, /network|response/)
  assert.equal(error.outcome, 'unknown')
})

// What is given up

const response = (body: unknown) => ({ status: 302, body, text: async () => '' })
const giveUp = (body: unknown) =>
  rejected(
    'response',
    send(async () => response(body)),
  )

test('a web stream is cancelled', async () => {
  let cancelled = 0
  await giveUp(new ReadableStream({ cancel: () => void cancelled++ }))
  assert.equal(cancelled, 1)
})

test('a stream that someone else reads is left to them, without a complaint', async () => {
  const stream = new ReadableStream()
  stream.getReader()
  await giveUp(stream)
  await turn()
})

test('a node stream is destroyed', async () => {
  const stream = Readable.from(['a'])
  await giveUp(stream)
  assert.ok(stream.destroyed)
})

test('a body that answers with nothing when it is cancelled is fine', async () => {
  await giveUp({ cancel: () => undefined })
})

test('a body that throws or rejects when it is cancelled is fine, and nothing goes unheard', async () => {
  await giveUp({ cancel: throwing })
  await giveUp({ cancel: () => Promise.reject(new Error('x')) })
  await turn()
})

for (const body of [undefined, null, 'text', {}, 7]) {
  test(`nothing is done about ${JSON.stringify(body)} as a body`, async () => {
    await giveUp(body)
  })
}
