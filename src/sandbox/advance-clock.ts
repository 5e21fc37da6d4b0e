import { nextEvent } from './clock.ts'
import type { World } from './world/types.ts'

/** When the next webhook is due, or later than anything when none waits. */
const nextDelivery = ({ outgoing }: World) => Math.min(...outgoing.map(({ dueAt }) => dueAt), Number.POSITIVE_INFINITY)

/** Moves the clock step by step, so that each thing happens, and is told, at its own time. */
export async function advanceClock(world: World, ms: number, deliver: () => Promise<void>): Promise<void> {
  const { clock } = world
  // Counted from where an advance under way is going, so that two at once add up.
  clock.until += ms
  const { until } = clock
  for (;;) {
    const event = nextEvent(world, until)
    const deliveryAt = nextDelivery(world)
    if (event === undefined && deliveryAt > until) break
    if (event !== undefined && event.at <= deliveryAt) {
      clock.now = Math.max(clock.now, event.at)
      event.run()
    } else {
      clock.now = Math.max(clock.now, deliveryAt)
    }
    await deliver()
  }
  clock.now = Math.max(clock.now, until)
}
