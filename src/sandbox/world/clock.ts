import type { World } from './types.ts'

/** Lets everything happen that is due until a time, and moves the clock to when it does. Returns false if nothing was. */
function runNext({ clock, due, outbox }: World, until: number): boolean {
  const at = Math.min(due.next(), outbox.next())
  if (at > until) return false
  clock.now = Math.max(clock.now, at)
  for (let event = due.take(clock.now); event !== undefined; event = due.take(clock.now)) event.run()
  return true
}

/**
 * Moves the clock step by step, so that each thing happens, and is told, at its own time. Webhooks that are on their way, those
 * that API calls caused too, are waited for.
 */
export async function advanceClock(world: World, ms: number): Promise<void> {
  const { clock, outbox } = world
  // Counted from where an advance under way is going, so that two at once add up.
  clock.until += ms
  const { until } = clock
  await outbox.flush()
  while (runNext(world, until)) await outbox.flush()
  clock.now = Math.max(clock.now, until)
}

/**
 * Moves the clock in the same way, but waits for no receiver of webhooks. Not during an advance: to run ahead of it would change
 * the records whose webhooks are on their way.
 */
export function tickClock(world: World, ms: number): void {
  const { clock, outbox } = world
  if (clock.until > clock.now) return
  clock.until += ms
  const { until } = clock
  outbox.start()
  while (runNext(world, until)) outbox.start()
  clock.now = Math.max(clock.now, until)
}
