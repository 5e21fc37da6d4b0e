import {
  type PaymentEvent,
  type PayoutEvent,
  parseWebhook,
  type WalletEvent,
  type WebhookEvent,
} from '../../src/index.ts'
import type { Assignable, Equal, Expect } from './equal.ts'

/** An event is told apart by its type; a type that is added and not handled does not compile. */
export function describe(event: WebhookEvent): string {
  switch (event.type) {
    case 'payment':
      return (event satisfies PaymentEvent).payer_amount ?? ''
    case 'wallet':
      return (event satisfies WalletEvent).wallet_address_uuid ?? ''
    case 'payout':
      return (event satisfies PayoutEvent).fail_reason ?? ''
    default:
      return event satisfies never
  }
}

export function refused(event: WebhookEvent): void {
  // @ts-expect-error: only payouts fail for a reason
  event.fail_reason
  if (event.type === 'payout') {
    // @ts-expect-error: nobody pays a payout in
    event.wallet_address_uuid
  }
}

const parsed = () => parseWebhook('{}', 'key')

export type Proofs = [
  Expect<Equal<WebhookEvent['type'], 'payment' | 'wallet' | 'payout'>>,
  Expect<Equal<WebhookEvent['amount'], string>>,
  Expect<Assignable<ReturnType<typeof parsed>, WebhookEvent | Promise<WebhookEvent>>>,
  Expect<Assignable<'on_the_moon', WebhookEvent['status']>>,
]
