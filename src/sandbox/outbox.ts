import TinyQueue from 'tinyqueue'
import { configError } from '../errors/create-error.ts'
import { defaultDelayMs, type Faults } from './faults.ts'
import type { Deliver, Delivery } from './types.ts'
import type { ResolvedWire } from './wire.ts'
import type { SandboxClock } from './world/due.ts'

/** A webhook that waits to be sent, or to be sent again. */
export interface Outgoing {
  readonly url: string
  readonly body: string
  /** Record that it is about. Webhooks about one record never overtake each other. */
  readonly subject: string
  readonly dueAt: number
  /** 1 for the first time that it is sent. */
  readonly attempt: number
  /** True to send it twice at the same time. */
  readonly isTwin?: boolean | undefined
  /** True while it is held back for the next webhook about its record. */
  readonly isHeldBack?: boolean | undefined
}

interface Queued extends Outgoing {
  readonly order: number
}

/** What an outbox needs to know. */
interface OutboxSettings {
  readonly clock: SandboxClock
  readonly wire: Pick<ResolvedWire, 'redeliveryMs' | 'redeliveries' | 'deliveryTimeoutMs'>
  readonly faults: Pick<Faults, 'takeWebhook'>
  readonly deliver?: Deliver | undefined
  readonly historyLimit?: number | undefined
  /** What waited in the outbox of another sandbox, and what it had sent. */
  readonly kept?: { readonly waiting: readonly Outgoing[]; readonly sent: readonly Delivery[] } | undefined
}

/** The webhooks of a sandbox: those that wait, those on their way, and those that were sent. */
export interface Outbox {
  /** Puts a signed webhook in line. */
  readonly queue: (webhook: Pick<Outgoing, 'url' | 'body' | 'subject'>) => void
  /** Sends what is due, and resolves when what is on its way about a record, or about any, was delivered. */
  readonly flush: (subject?: string) => Promise<void>
  /** Sends what is due, and waits for nobody. */
  readonly start: () => void
  /** Sends what is due soon, and returns at once. */
  readonly wake: () => void
  /** Returns when the next webhook is due; `Infinity` if none waits. */
  readonly next: () => number
  /** Makes a receiver, unless there is one; returns a function that takes it away again. */
  readonly attach: (deliver: Deliver) => () => void
  readonly deliveries: readonly Delivery[]
  /** Returns what waits, what is on its way included. */
  readonly waiting: () => readonly Outgoing[]
}

/** Keeps the newest deliveries, up to a limit. */
function createHistory(limit = 1000, kept: readonly Delivery[] = []) {
  if (!(typeof limit === 'number' && limit >= 0)) throw configError('historyLimit', 'must be a number, 0 or more')
  const newest = kept.slice(limit === 0 ? kept.length : -limit)
  const deliveries: Delivery[] = newest.map((delivery) => Object.freeze({ ...delivery, status: delivery.status }))
  const add = (delivery: Delivery) => {
    deliveries.push(delivery)
    if (deliveries.length > limit) deliveries.shift()
    return delivery
  }
  const settle = (delivery: Delivery, end: DeliveryEnd) => {
    const at = deliveries.lastIndexOf(delivery)
    if (at >= 0) deliveries[at] = Object.freeze({ ...delivery, ...end })
  }
  return { deliveries, add, settle }
}

/** How a delivery ended. */
type DeliveryEnd = Pick<Delivery, 'status' | 'diagnosis'> & { readonly status: number }

/** Sends one webhook. Without a response in time the status is 0, and the diagnosis says why. */
async function post({ url, body }: Outgoing, deliver: Deliver, timeoutMs: number): Promise<DeliveryEnd> {
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    const headers = { 'content-type': 'application/json' }
    const late = { status: 0, diagnosis: `No response within ${timeoutMs} ms.` }
    const hung = new Promise<typeof late>((resolve) => {
      timer = setTimeout(() => resolve(late), timeoutMs)
    })
    const end = await Promise.race([deliver(new Request(url, { method: 'POST', headers, body })), hung])
    if (end === late) return late
    const status: unknown = end?.status
    return typeof status === 'number' ? { status } : { status: 0, diagnosis: 'The receiver returned no Response.' }
  } catch (error) {
    return { status: 0, diagnosis: error instanceof Error ? error.message : String(error) }
  } finally {
    clearTimeout(timer)
  }
}

/** Makes the outbox of a sandbox. */
export function createOutbox({ clock, wire, faults, deliver, historyLimit, kept }: OutboxSettings): Outbox {
  const history = createHistory(historyLimit, kept?.sent)
  const heap = new TinyQueue<Queued>([], (a, b) => a.dueAt - b.dueAt || a.order - b.order)
  /** Webhooks that a fault put behind the next one about the same record. */
  const heldBack = new Map<string, Outgoing>()
  const tails = new Map<string, Promise<void>>()
  const onTheirWay = new Set<Queued>()
  let attached: Deliver | undefined
  let made = 0
  let isWaking = false

  const receiver = () => deliver ?? attached
  const push = (outgoing: Outgoing) => heap.push({ ...outgoing, order: made++ })
  const next = () =>
    Math.min(heap.peek()?.dueAt ?? Number.POSITIVE_INFINITY, ...[...heldBack.values()].map(({ dueAt }) => dueAt))
  const note = ({ url, body }: Outgoing, status?: number) =>
    history.add(Object.freeze({ url, body, status, at: clock.now }))

  const send = async (outgoing: Outgoing, to: Deliver) => {
    const delivery = note(outgoing)
    const twin = outgoing.isTwin ? send({ ...outgoing, isTwin: false, attempt: wire.redeliveries + 1 }, to) : undefined
    const end = await post(outgoing, to, wire.deliveryTimeoutMs)
    const { status } = end
    history.settle(delivery, end)
    await twin
    if ((status >= 200 && status < 300) || outgoing.attempt > wire.redeliveries) return
    // The pause doubles each time.
    const pauseMs = wire.redeliveryMs * 2 ** (outgoing.attempt - 1)
    push({ ...outgoing, isTwin: false, dueAt: clock.now + pauseMs, attempt: outgoing.attempt + 1 })
  }

  const dispatch = (outgoing: Queued, to: Deliver) => {
    const { subject } = outgoing
    onTheirWay.add(outgoing)
    const tail = (tails.get(subject) ?? Promise.resolve())
      .then(() => send(outgoing, to))
      .finally(() => {
        onTheirWay.delete(outgoing)
        if (tails.get(subject) === tail) tails.delete(subject)
      })
    tails.set(subject, tail)
  }

  const release = (subject: string, outgoing: Outgoing) => {
    heldBack.delete(subject)
    push({ ...outgoing, dueAt: clock.now })
  }

  /** Takes what is due out of the line, in order. Where nobody receives webhooks, to be recorded is to be sent. */
  const startDue = () => {
    for (const [subject, outgoing] of heldBack) {
      if (outgoing.dueAt <= clock.now) release(subject, outgoing)
    }
    while ((heap.peek()?.dueAt ?? Number.POSITIVE_INFINITY) <= clock.now) {
      const outgoing = heap.pop()!
      const to = receiver()
      if (to !== undefined) dispatch(outgoing, to)
      else for (let copy = outgoing.isTwin ? 0 : 1; copy < 2; copy += 1) note(outgoing)
    }
  }

  for (const { isHeldBack, ...outgoing } of kept?.waiting ?? []) {
    if (isHeldBack) heldBack.set(outgoing.subject, outgoing)
    else push(outgoing)
  }

  return {
    queue: (webhook) => {
      const outgoing: Outgoing = { ...webhook, dueAt: clock.now, attempt: 1 }
      const fault = faults.takeWebhook()
      const late = { ...outgoing, dueAt: clock.now + (fault?.ms ?? defaultDelayMs) }
      const behind = heldBack.get(webhook.subject)
      if (fault?.webhook === 'lose') note(outgoing, 0)
      else if (fault?.webhook === 'delay') push(late)
      else if (fault?.webhook === 'reorder' && behind === undefined) heldBack.set(webhook.subject, late)
      else push({ ...outgoing, isTwin: fault?.webhook === 'twice_at_once' })
      if (fault?.webhook === 'duplicate') push(outgoing)
      if (behind !== undefined && fault?.webhook !== 'lose') release(webhook.subject, behind)
      if (receiver() === undefined) startDue()
    },
    flush: async (subject) => {
      startDue()
      while (subject === undefined ? tails.size > 0 : tails.has(subject)) {
        await (subject === undefined ? Promise.all(tails.values()) : tails.get(subject))
        startDue()
      }
    },
    start: startDue,
    wake: () => {
      if (isWaking || receiver() === undefined || next() > clock.now) return
      isWaking = true
      // A task of its own, so that the caller has its response before the first webhook leaves.
      setTimeout(() => {
        isWaking = false
        startDue()
      }, 0)
    },
    next,
    attach: (given) => {
      attached = given
      return () => {
        if (attached === given) attached = undefined
      }
    },
    deliveries: history.deliveries,
    waiting: () => [
      ...[...heldBack.values()].map((outgoing) => ({ ...outgoing, isHeldBack: true })),
      ...[...onTheirWay, ...[...heap.data].sort((a, b) => a.order - b.order)].map(
        ({ order: _, ...outgoing }) => outgoing,
      ),
    ],
  }
}
