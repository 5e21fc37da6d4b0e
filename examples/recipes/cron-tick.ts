/**
 * Checks the orders that wait for their payment, for a cron job or a queue: a state whose webhook did not arrive runs the
 * same handlers, once.
 */
import type { DeliveryReport, WebhookHandle } from 'cryptomus-kit'

/** Checks each pending order, one after the other. Resolves with the reports by `uuid`; nothing that happens to one order stops the next. */
export async function checkPending(
  handle: WebhookHandle,
  pending: AsyncIterable<{ readonly uuid: string }> | Iterable<{ readonly uuid: string }>,
): Promise<ReadonlyMap<string, DeliveryReport>> {
  const reports = new Map<string, DeliveryReport>()
  // `handle.check` rejects only for an invalid uuid. The report holds every other failure, and the next tick checks again.
  for await (const { uuid } of pending) reports.set(uuid, await handle.check({ uuid }))
  return reports
}
