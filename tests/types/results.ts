import {
  type BalanceEntry,
  type Caller,
  type Client,
  createCaller,
  createPayment,
  createPayout,
  type getBalance,
  type listPayments,
  type listPayouts,
  type Page,
  type Paginate,
  type Payment,
  type PaymentStatus,
  type Payout,
  type PayoutPage,
  type PayoutStatus,
  type Service,
  type WalletBalance,
} from '../../src/index.ts'
import type { Assignable, Equal, Expect } from './equal.ts'

declare const client: Client
declare const caller: Caller
const invoice = { amount: '15', currency: 'USD', order_id: 'order-1' }
const payout = { amount: '7', currency: 'USDT', order_id: 'payout-1', address: 'T', is_subtract: true }

const standalone = () => createPayment(client, invoice)
const bound = () => client.payments.create(invoice)
const called = () => client.call(createPayment, invoice)
const small = () => createPayment(caller, invoice)
const sent = () => createPayout(createCaller({ merchantId: 'm', apiKey: 'k' }), payout)

export type Proofs = [
  Expect<Equal<ReturnType<typeof bound>, Promise<Payment>>>,
  Expect<Equal<ReturnType<typeof standalone>, ReturnType<typeof bound>>>,
  Expect<Equal<ReturnType<typeof called>, ReturnType<typeof bound>>>,
  Expect<Equal<ReturnType<typeof small>, ReturnType<typeof bound>>>,
  Expect<Equal<ReturnType<typeof sent>, Promise<Payout>>>,
  Expect<Equal<ReturnType<Client['payments']['get']>, Promise<Payment>>>,
  Expect<Equal<ReturnType<Client['payments']['list']>, Promise<Page<Payment>>>>,
  Expect<Equal<Page<Payment>['paginate'], Paginate | null | undefined>>,
  Expect<Equal<BalanceEntry['balance']['user'], readonly WalletBalance[] | null | undefined>>,
  Expect<Equal<ReturnType<Client['payments']['listServices']>, Promise<readonly Service[]>>>,
  Expect<Equal<ReturnType<Client['payouts']['create']>, Promise<Payout>>>,
  Expect<Equal<ReturnType<Client['payouts']['list']>, Promise<PayoutPage>>>,
  Expect<Equal<ReturnType<Client['payouts']['listServices']>, Promise<readonly Service[]>>>,
  Expect<Equal<ReturnType<Client['balance']['get']>, Promise<readonly BalanceEntry[]>>>,
  Expect<Equal<Awaited<ReturnType<typeof getBalance>>, readonly BalanceEntry[]>>,
  Expect<Equal<Awaited<ReturnType<typeof listPayments>>['items'], readonly Payment[]>>,
  Expect<Equal<Awaited<ReturnType<typeof listPayouts>>['items'], readonly Payout[]>>,
  // Money is never a number
  Expect<Equal<Payment['amount'], string>>,
  Expect<Equal<Payment['payment_amount'], string | null>>,
  Expect<Equal<Payout['balance'], string>>,
  // A status that the gateway adds compiles
  Expect<Assignable<'on_the_moon', PaymentStatus>>,
  Expect<Assignable<'on_the_moon', PayoutStatus>>,
  Expect<Equal<Assignable<number, PaymentStatus>, false>>,
]

/** Known statuses are still suggested and can be switched over. */
export function describe({ payment_status }: Payment): string {
  switch (payment_status) {
    case 'paid':
    case 'paid_over':
      return 'thank you'
    default:
      return payment_status
  }
}

export function change(payment: Payment): void {
  // @ts-expect-error: answers are for reading
  payment.amount = '1'
}
