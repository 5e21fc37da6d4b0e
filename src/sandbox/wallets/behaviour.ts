import type {
  BlockWalletParams,
  CreateWalletParams,
  CreateWalletQrParams,
  RefundBlockedWalletParams,
} from '../../operations/wallets.ts'
import type { WalletView } from '../backstage.ts'
import type { GroupBehaviours } from '../behaviour-types.ts'
import type { PaymentRoute } from '../invoices/invoice.ts'
import { receivePayment } from '../invoices/lifecycle.ts'
import { newAddress } from '../invoices/route.ts'
import type { Sandbox } from '../types.ts'
import { type Answer, refuse, refuseInput, requireOptions, succeed } from '../world/answer.ts'
import { findRecord, refuseTaken } from '../world/lookup.ts'
import { feePercent } from '../world/market.ts'
import { qrImage } from '../world/qr-image.ts'
import type { World } from '../world/types.ts'
import { percentOf, readUnits, toFixed, type Units } from '../world/units.ts'
import { refuseUnknown } from '../world/words.ts'
import { renderWallet, type WalletRecord } from './wallet.ts'

// Documented without a message.
const unknownWallet: Answer = { status: 422, body: { state: 1 } }

/** Answers `wallets.block`: from now on what is sent to the wallet is held, or goes back to its sender. */
export function blockStaticWallet(
  world: World,
  { uuid, order_id, is_force_refund: isForced }: BlockWalletParams,
): Answer {
  const found = findRecord(world.wallets, { uuid, order_id }, unknownWallet)
  if ('answer' in found) return found.answer
  const { record: wallet } = found
  const incoming = isForced || wallet.incoming === 'returned' ? 'returned' : 'held'
  // What a first blocking held goes back as well, because a refund is refused from then on.
  const returned = incoming === 'returned' ? wallet.held : 0n
  world.ledger.move('held', 'outside', wallet.currency, returned)
  world.wallets.set({ ...wallet, incoming, held: wallet.held - returned })
  return succeed({ uuid: wallet.uuid, status: 'blocked' })
}

function open(world: World, params: CreateWalletParams): WalletRecord {
  const network = params.network.toLowerCase()
  const wallet: WalletRecord = {
    uuid: world.random.uuid(),
    params,
    createdAt: world.clock.now,
    currency: params.currency.toUpperCase(),
    network,
    address: newAddress(world, network),
    incoming: 'credited',
    held: 0n,
    isRefunded: false,
  }
  world.wallets.set(wallet)
  return wallet
}

/** Answers `wallets.create`: a known `order_id` gets the wallet that exists, whatever else was passed. */
export function addWallet(world: World, params: CreateWalletParams, payUrl: string): Answer {
  const existing = world.wallets.findByOrderId(params.order_id)
  if (existing !== undefined) return succeed(renderWallet(world, existing, payUrl))
  const taken = refuseTaken(world, 'wallets', params.order_id)
  if (taken !== undefined) return taken
  if (!world.market.hasService(params.currency, params.network)) return refuse('The service was not found')
  return succeed(renderWallet(world, open(world, params), payUrl))
}

/** Answers `wallets.refundBlocked`: sends what was held, less the fee, once. It is done at once, so never in process. */
function refundWallet(world: World, { uuid, order_id }: RefundBlockedWalletParams): Answer {
  // Here `uuid` wins, unlike where a wallet is blocked.
  const named = uuid === undefined ? { order_id } : { uuid }
  const found = findRecord(world.wallets, named, refuse('Not found'))
  if ('answer' in found) return found.answer
  const { record: wallet } = found
  const { currency, held } = wallet
  if (wallet.isRefunded || wallet.incoming === 'returned') return refuse('You can withdraw only once')
  if (held === 0n) return refuse('Nothing to withdraw')
  if (held < world.market.leastOf(currency)) return refuse('The amount is too small')
  const commission = percentOf(held, feePercent)
  const amount = held - commission
  world.ledger.move('held', 'outside', currency, amount)
  world.ledger.move('held', 'fees', currency, commission)
  world.wallets.set({ ...wallet, held: 0n, isRefunded: true })
  return succeed({ commission: toFixed(commission), amount: toFixed(amount) })
}

/** Answers `wallets.createQr`. Nothing is documented for a wallet that does not exist. */
function walletQr(world: World, { wallet_address_uuid: uuid }: CreateWalletQrParams): Answer {
  const wallet = world.wallets.get(uuid)
  return wallet === undefined ? refuseUnknown(world, 'wallet') : succeed({ image: qrImage(wallet.address) })
}

/** Answers the operations of `wallets`. */
export const walletBehaviours: GroupBehaviours<'wallets'> = {
  create: (world, params, { payUrl }) => addWallet(world, params, payUrl),
  block: blockStaticWallet,
  refundBlocked: refundWallet,
  createQr: walletQr,
}

type How = Parameters<Sandbox['deposit']>[1]

/** Makes a payment of its own out of a top-up. */
function receiveTopUp(world: World, wallet: WalletRecord, units: Units, { amount, txid }: How): string {
  const { uuid: walletUuid, currency, network, address } = wallet
  const { order_id, url_callback } = wallet.params
  const { now } = world.clock
  const route: PaymentRoute = { currency, network, address, due: units }
  const topUp = {
    uuid: world.random.uuid(),
    params: { amount, currency, network, order_id, url_callback },
    createdAt: now,
    updatedAt: now,
    expiresAt: now,
    status: 'check',
    isFinal: false,
    route,
    paid: 0n,
    money: 'held' as const,
    walletUuid,
  }
  receivePayment(world, topUp, units, txid)
  return topUp.uuid
}

/**
 * Sends money to a static wallet, as a payer would, and returns the uuid of the payment. Once the wallet is blocked, that makes
 * no payment.
 */
export function deposit(world: World, walletUuid: string, how: How): string | undefined {
  const wallet = world.wallets.get(walletUuid) ?? refuseInput('walletUuid', 'names no static wallet of this sandbox')
  const units = readUnits(requireOptions(how, ['amount', 'txid'], ['txid']).amount)
  if (wallet.incoming === 'credited') return receiveTopUp(world, wallet, units, how)
  if (wallet.incoming === 'held') {
    world.ledger.move('outside', 'held', wallet.currency, units)
    world.wallets.set({ ...wallet, held: wallet.held + units })
  }
  return undefined
}

/** The data on the page of a static wallet. */
export function viewWallet(world: World, uuid: string): WalletView | undefined {
  const wallet = world.wallets.get(uuid)
  if (wallet === undefined) return undefined
  const { params, currency, network, address, incoming } = wallet
  return {
    order_id: params.order_id,
    currency,
    network,
    address,
    status: incoming === 'credited' ? 'active' : 'blocked',
  }
}
