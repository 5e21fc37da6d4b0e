import { otherExamples } from './examples/others.ts'
import { paymentExamples } from './examples/payments.ts'
import { payoutExamples } from './examples/payouts.ts'
import { recurrenceExamples } from './examples/recurrences.ts'
import type { Example } from './examples/types.ts'
import { walletExamples } from './examples/wallets.ts'
import type { OperationId, ParamsOf } from './operation-id.ts'

/** A documented call of each operation, with invented values; an operation that is missing does not compile. */
export const documentedExamples: { readonly [Id in OperationId]: Example<ParamsOf<Id>> } = {
  ...paymentExamples,
  ...walletExamples,
  ...payoutExamples,
  ...recurrenceExamples,
  ...otherExamples,
}
