import { createError } from '../errors/create-error.ts'
import type { Delivery } from './types.ts'

/** Keeps the newest deliveries, up to a limit. */
export function createHistory(limit = 1000) {
  if (!(typeof limit === 'number' && limit >= 0)) {
    throw createError('config', 'historyLimit must be a number, 0 or more.', { option: 'historyLimit' })
  }
  const deliveries: Delivery[] = []
  const remember = (delivery: Delivery) => {
    deliveries.push(delivery)
    if (deliveries.length > limit) deliveries.shift()
  }
  return { deliveries: deliveries as readonly Delivery[], remember }
}
