/** Why a request is ended when the time of its call runs out. */
export interface DeadlineReason {
  readonly deadlineMs: number
}

/** Tells the end of our own time from a reason of the caller's. */
export const isDeadlineReason = (reason: unknown): reason is DeadlineReason =>
  typeof reason === 'object' && reason !== null && 'deadlineMs' in reason
