import type { CreateRecurrenceParams } from '../../operations/recurrences.ts'

/** A recurring payment as the sandbox keeps it. Replaced, never changed in place. */
export interface RecurrenceRecord {
  readonly uuid: string
  readonly params: CreateRecurrenceParams
  readonly createdAt: number
  readonly status: 'wait_accept' | 'cancel_by_merchant'
}
