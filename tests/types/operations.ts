import * as v from 'valibot'
import {
  type AmlLink,
  type BlockedWallet,
  type Client,
  createPayment,
  cryptomus,
  defineOperation,
  type Gateway,
  type Operation,
  type Payment,
  type Payout,
  type Recurrence,
  type StandardSchema,
} from '../../src/index.ts'
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

// A gateway may have an operation signed with another of the keys that there are.
export const gateways: readonly Gateway[] = [
  { ...cryptomus, keyOverrides: { 'payments.refund': 'payout', 'own.ping': 'none' } },
  // @ts-expect-error: two keys there are, and none
  { ...cryptomus, keyOverrides: { 'payments.refund': 'user' } },
  // @ts-expect-error: a role is a word
  { ...cryptomus, keyOverrides: { 'payments.refund': true } },
]

// A status that the gateway adds compiles; of those that are known, the others are ruled out.
export const newcomers = {
  payment: 'on_the_moon' satisfies Payment['payment_status'],
  wallet: 'on_the_moon' satisfies BlockedWallet['status'],
  recurrence: 'on_the_moon' satisfies Recurrence['status'],
  period: 'daily' satisfies Recurrence['period'],
  link: 'on_the_moon' satisfies AmlLink['status'],
  payout: 'on_the_moon' satisfies Payout['status'],
}

const told = {
  link: ({ status }: AmlLink) => (status === 'completed' ? status : undefined),
  recurrence: ({ status }: Recurrence) => {
    switch (status) {
      case 'wait_accept':
      case 'active':
      case 'on_the_moon':
        return status
      default:
        return undefined
    }
  },
}

export type Narrowed = [
  Expect<Equal<ReturnType<typeof told.link>, 'completed' | (string & {}) | undefined>>,
  Expect<Equal<ReturnType<typeof told.recurrence>, 'wait_accept' | 'active' | (string & {}) | undefined>>,
]

export const misread = (status: Payout['status']) => [
  // @ts-expect-error: a status is a text
  status satisfies number,
  // @ts-expect-error: and never left out
  undefined satisfies Payout['status'],
]
