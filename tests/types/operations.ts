import * as v from 'valibot'
import { type Client, createPayment, defineOperation, type Operation, type StandardSchema } from '../../src/index.ts'
import type { Equal, Expect } from './equal.ts'

declare const client: Client

interface PingParams {
  readonly word: string
}

interface Pong {
  readonly echoed: string
}

const place = { id: 'own.ping', method: 'POST', path: '/v3/ping', key: 'payment', repeatable: 'reads' } as const

// Types come from the schemas when none are named, and are checked against them when they are.
const inferred = defineOperation({ ...place, params: v.object({ word: v.string() }), result: v.array(v.string()) })
const named = defineOperation<PingParams, Pong>({
  ...place,
  params: v.object({ word: v.string() }),
  result: v.object({ echoed: v.string() }),
})

declare const byHand: StandardSchema<PingParams, PingParams>
const handWritten = defineOperation({ ...place, params: byHand, result: v.string() })
const next = defineOperation({ ...createPayment, path: '/v2/payment' })

const results = {
  inferred: () => client.call(inferred, { word: 'a' }),
  named: () => named(client, { word: 'a' }),
  handWritten: () => handWritten(client, { word: 'a' }, { timeoutMs: 5 }),
  next: () => next(client, { amount: '1', currency: 'USD', order_id: 'o' }),
}

export type Proofs = [
  Expect<Equal<typeof named, Operation<PingParams, Pong>>>,
  Expect<Equal<ReturnType<typeof results.inferred>, Promise<string[]>>>,
  Expect<Equal<ReturnType<typeof results.named>, Promise<Pong>>>,
  Expect<Equal<ReturnType<typeof results.handWritten>, Promise<string>>>,
  Expect<Equal<ReturnType<typeof results.next>, ReturnType<Client['payments']['create']>>>,
]

export const refused = () => [
  // @ts-expect-error: a declaration is complete
  defineOperation({ id: 'own.ping', method: 'POST' }),
  // @ts-expect-error: two keys there are, and none
  defineOperation({ ...place, key: 'public', params: v.unknown(), result: v.unknown() }),
  // @ts-expect-error: the schema reads something else than is declared
  defineOperation<PingParams, Pong>({ ...place, params: v.object({ word: v.string() }), result: v.string() }),
  // @ts-expect-error: the word is a text
  client.call(named, { word: 7 }),
  // @ts-expect-error: the word is needed
  named(client),
  // @ts-expect-error: a caller comes first
  named({ word: 'a' }),
]
