import type { PaymentStatus, PayoutStatus } from './types.ts'

/** Whether a status says that the whole amount has arrived. Unknown statuses never do. */
export function isPaidStatus(status: PaymentStatus | PayoutStatus): boolean {
  return status === 'paid' || status === 'paid_over'
}
