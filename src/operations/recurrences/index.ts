import { createRecurrence } from '../recurrences.ts'
import { cancelRecurrence } from './cancel-recurrence.ts'
import { getRecurrence } from './get-recurrence.ts'
import { listRecurrences } from './list-recurrences.ts'

/** Operations on recurring payments. */
export const recurrences = {
  /** Creates a recurring payment and returns it with the page where the payer accepts it. */
  create: createRecurrence,
  /** Reads one recurring payment, by the gateway's `uuid` or by your own `order_id`. */
  get: getRecurrence,
  /** Reads one page of your recurring payments. */
  list: listRecurrences,
  /** Cancels a recurring payment and returns it. */
  cancel: cancelRecurrence,
} as const

export type { CreateRecurrenceParams } from '../recurrences.ts'
export type { ListRecurrencesParams } from './list-recurrences.ts'
export type { Recurrence, RecurrencePeriod, RecurrenceStatus } from './recurrence.ts'
export { cancelRecurrence, createRecurrence, getRecurrence, listRecurrences }
