import { refuseInput } from '../world/answer.ts'
import type { Account } from '../world/ledger.ts'
import { feePercent } from '../world/market.ts'
import type { World } from '../world/types.ts'
import { percentOf, type Units } from '../world/units.ts'
import type { Invoice, Refund, Whereabouts } from './invoice.ts'

/** Returns what the merchant gets of a payment and what the gateway keeps. */
export function splitPayment({ paid, params }: Pick<Invoice, 'paid' | 'params'>): {
  readonly fee: Units
  readonly net: Units
} {
  // The payer's share of the fee is added to the amount from which the fee is calculated.
  const withFee = 10_000n + BigInt(feePercent * (params.subtract ?? 0))
  const fee = percentOf((paid * 10_000n) / withFee, feePercent)
  return { fee, net: paid - fee }
}

const order: readonly Whereabouts[] = ['held', 'credited', 'refunding', 'refunded']

/**
 * The three steps that the money of an invoice takes, each of which can be taken back. A step moves amounts from one account
 * to another, and only the first two touch the merchant's balance.
 */
function movesOf(
  { refund, ...invoice }: Invoice,
  step: number,
): readonly (readonly [from: Account, to: Account, units: Units])[] {
  const { fee, net } = splitPayment(invoice)
  const { debited, fee: refundFee } = refund ?? { debited: 0n, fee: 0n }
  if (step === 0)
    return [
      ['held', 'merchant', net],
      ['held', 'fees', fee],
    ]
  if (step === 1) return [['merchant', 'held', debited]]
  return [
    ['held', 'outside', debited - refundFee],
    ['held', 'fees', refundFee],
  ]
}

/** Change of the merchant's balance when the money of an invoice moves to another place; negative for a loss. */
function gainOf(invoice: Invoice, to: Whereabouts): Units {
  const [start, end] = [order.indexOf(invoice.money), order.indexOf(to)]
  let gain = 0n
  for (let step = Math.min(start, end); step < Math.max(start, end); step++) {
    for (const [source, target, units] of movesOf(invoice, step)) {
      if (target === 'merchant') gain += units
      if (source === 'merchant') gain -= units
    }
  }
  return start <= end ? gain : -gain
}

/** Takes the money of an invoice from where it is to another place; whether the balance suffices was checked before. */
export function moveMoney(world: World, invoice: Invoice, to: Whereabouts): Invoice {
  const currency = invoice.route?.currency ?? ''
  const end = order.indexOf(to)
  for (let at = order.indexOf(invoice.money); at !== end; ) {
    const isForward = at < end
    const moves = movesOf(invoice, isForward ? at : at - 1)
    for (const [from, target, units] of moves) {
      if (isForward) world.ledger.move(from, target, currency, units)
      else world.ledger.move(target, from, currency, units)
    }
    at += isForward ? 1 : -1
  }
  return { ...invoice, money: to }
}

/** How much of an invoice is paid in a status. */
type Share = 'nothing' | 'any' | 'something' | 'part' | 'whole' | 'more'

/** What each documented status implies: where the money is, how much of it there is, and whether the record is final. */
const implied: Readonly<Record<string, readonly [money: Whereabouts, share: Share, isFinal: boolean]>> = {
  check: ['held', 'any', false],
  process: ['held', 'any', false],
  confirm_check: ['held', 'something', false],
  wrong_amount_waiting: ['held', 'part', false],
  paid: ['credited', 'whole', true],
  paid_over: ['credited', 'more', true],
  wrong_amount: ['credited', 'part', true],
  cancel: ['held', 'nothing', true],
  fail: ['held', 'nothing', true],
  system_fail: ['held', 'nothing', true],
  locked: ['held', 'something', false],
  refund_process: ['refunding', 'something', true],
  refund_fail: ['credited', 'something', true],
  refund_paid: ['refunded', 'something', true],
}

/** The statuses that `setStatus` takes for an invoice. */
export const invoiceStatuses: readonly string[] = Object.keys(implied)

function amountOf(share: Share, paid: Units, due: Units): Units {
  if (share === 'nothing') return 0n
  if (share === 'whole') return due
  if (share === 'part') return paid > 0n && paid < due ? paid : due / 2n || 1n
  if (share === 'more') return paid > due ? paid : due + (percentOf(due, 10) || 1n)
  return share === 'something' && paid === 0n ? due : paid
}

/** What of a refund a status keeps: one that is under way or has arrived, or a new one of everything. */
function refundFor(to: Whereabouts, invoice: Invoice, currency: string, paid: Units): Refund | undefined {
  if (to !== 'refunding' && to !== 'refunded') return undefined
  const isUnderWay = (invoice.money === 'refunding' || invoice.money === 'refunded') && paid === invoice.paid
  if (isUnderWay && invoice.refund !== undefined) return { ...invoice.refund, endsAt: Number.POSITIVE_INFINITY }
  return { currency, debited: paid, fee: percentOf(paid, feePercent), endsAt: Number.POSITIVE_INFINITY }
}

/**
 * Books what a status implies: pays what is missing of it or sends back what is too much, and takes the money to where it is
 * in that status. Throws a `validation` error if the merchant has spent what would have to be taken back.
 */
export function bookStatus(world: World, invoice: Invoice, status: string): Invoice {
  const { route } = invoice
  const [to, share, isFinal] = implied[status] ?? refuseInput('status', 'is not documented for a payment')
  if (route === undefined) return { ...invoice, status, isFinal }
  const { currency } = route
  const paid = amountOf(share, invoice.paid, route.due)
  const planned: Invoice = { ...invoice, paid, money: 'held', refund: refundFor(to, invoice, currency, paid) }
  const gain = gainOf(invoice, 'held') + gainOf(planned, to)
  if (world.ledger.balanceOf('merchant', currency) + gain < 0n) {
    refuseInput('status', `cannot be ${status}, because the merchant has spent the ${currency} that it takes back`)
  }
  moveMoney(world, invoice, 'held')
  if (paid > invoice.paid) world.ledger.move('outside', 'held', currency, paid - invoice.paid)
  else world.ledger.move('held', 'outside', currency, invoice.paid - paid)
  return { ...moveMoney(world, planned, to), status, isFinal }
}
