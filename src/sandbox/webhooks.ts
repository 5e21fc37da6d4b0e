import { signWebhook } from '../webhooks/sign-webhook.ts'
import type { Deliver, Delivery } from './types.ts'
import type { Outgoing, World } from './world/types.ts'

/** Sends one webhook; answers the status, 0 when there was no answer, or `undefined` when nobody receives them. */
async function send({ url, body }: Outgoing, deliver: Deliver | undefined): Promise<number | undefined> {
  if (deliver === undefined) return undefined
  try {
    const headers = { 'content-type': 'application/json' }
    const { status } = await deliver(new Request(url, { method: 'POST', headers, body }))
    return typeof status === 'number' ? status : 0
  } catch {
    return 0
  }
}

/** When a webhook is sent again: never after a 2xx, otherwise after a pause that doubles each time. */
function planAgain({ wire, clock }: World, outgoing: Outgoing, status: number | undefined): Outgoing | undefined {
  const wasTaken = status === undefined || (status >= 200 && status < 300)
  if (wasTaken || outgoing.attempt > wire.redeliveries) return undefined
  const pauseMs = wire.redeliveryMs * 2 ** (outgoing.attempt - 1)
  return { ...outgoing, dueAt: clock.now + pauseMs, attempt: outgoing.attempt + 1 }
}

/** Takes the first webhook that is due out of the line. */
function takeDue({ outgoing, clock }: World): Outgoing | undefined {
  const index = outgoing.findIndex(({ dueAt }) => dueAt <= clock.now)
  return index < 0 ? undefined : outgoing.splice(index, 1)[0]
}

/** Sends every webhook that is due, one after the other, and remembers each. */
export async function deliverWebhooks(
  world: World,
  deliver: Deliver | undefined,
  remember: (delivery: Delivery) => void,
): Promise<void> {
  for (let due = takeDue(world); due !== undefined; due = takeDue(world)) {
    const at = world.clock.now
    const status = await send(due, deliver)
    remember(Object.freeze({ url: due.url, body: due.body, status, at }))
    const again = planAgain(world, due, status)
    if (again !== undefined) world.outgoing.push(again)
  }
}

/** Signs a webhook now and puts it in line to be sent. Without a `url_callback` there is none. */
export function queueWebhook(world: World, url: string | undefined, payload: object, role: 'payment' | 'payout'): void {
  if (url === undefined) return
  const { apiKey, payoutApiKey } = world.credentials
  const { escapeUnicode } = world.wire
  const body = signWebhook(payload, role === 'payout' ? payoutApiKey : apiKey, { escapeUnicode })
  world.outgoing.push({ url, body, dueAt: world.clock.now, attempt: 1 })
}
