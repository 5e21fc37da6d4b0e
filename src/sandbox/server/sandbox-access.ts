import { configError } from '../../errors/create-error.ts'
import type { Payment } from '../../operations/payments/payment.ts'
import { type Backstage, backstage, type WithBackstage } from '../backstage.ts'
import type { ApiReply } from '../requests/reply.ts'
import type { Sandbox, SandboxRequest } from '../types.ts'

/** What the server uses of a sandbox. */
export interface SandboxAccess
  extends Pick<Sandbox, 'pay' | 'deposit'>,
    Pick<Backstage, 'attach' | 'owed' | 'tick' | 'wallet'> {
  /** Responds to one API request. */
  readonly answer: (request: SandboxRequest) => Promise<ApiReply>
  /** Reads an invoice as its payer sees it. */
  readonly payment: (uuid: string) => Payment | undefined
}

/** Returns the back door of a sandbox; throws a `config` error for what has none, such as a copy of one. */
export function requireBackDoor(sandbox: unknown): Backstage {
  const door = (Object(sandbox) as WithBackstage)[backstage]
  if (door !== undefined) return door
  throw configError('sandbox', 'must be a sandbox: pass what createSandbox() returned, and no copy of it')
}

/** Opens a sandbox to its server, whose pages are at `origin`. */
export function accessSandbox(sandbox: Sandbox, origin: string): SandboxAccess {
  const door = requireBackDoor(sandbox)
  const { pay, deposit } = sandbox
  const { attach, owed, tick, wallet } = door
  return {
    attach,
    owed,
    tick,
    wallet,
    pay,
    deposit,
    answer: (request) => door.answer(request, origin),
    payment: (uuid) => door.payment(uuid, origin),
  }
}

/**
 * Waits until a payment has been booked or refused, which a sandbox does at once, and not until its webhooks have been
 * received: a shop that hangs must not hold up the page of its payer.
 */
export function untilBooked(paying: Promise<void>): Promise<void> {
  return Promise.race([paying, new Promise<void>((resolve) => setImmediate(resolve))])
}
