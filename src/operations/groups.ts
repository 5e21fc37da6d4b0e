import { balance } from './balance/index.ts'
import { payments } from './payments/index.ts'
import { payouts } from './payouts/index.ts'

/** The groups and their members. Written by name, because a declaration made from the object would lose the docs. */
export interface Groups {
  readonly payments: typeof payments
  readonly payouts: typeof payouts
  readonly balance: typeof balance
}

/** Every operation of this package, by group and member: what the client, the sandbox and the reference are made from. */
export const groups: Groups = { payments, payouts, balance }
