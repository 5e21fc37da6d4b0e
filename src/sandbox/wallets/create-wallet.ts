import type { CreateWalletParams } from '../../operations/wallets.ts'
import { newAddress } from '../invoices/choose-route.ts'
import { type Answer, refuse, succeed } from '../world/answer.ts'
import { hasService } from '../world/market.ts'
import { findByOrderId } from '../world/records.ts'
import { refuseTaken } from '../world/refuse-taken.ts'
import type { World } from '../world/types.ts'
import { renderWallet } from './render-wallet.ts'
import type { WalletRecord } from './wallet.ts'

function open(world: World, params: CreateWalletParams): WalletRecord {
  const network = params.network.toLowerCase()
  const wallet: WalletRecord = {
    uuid: world.random.uuid(),
    params,
    currency: params.currency.toUpperCase(),
    network,
    address: newAddress(world, network),
    incoming: 'credited',
    held: 0n,
    isRefunded: false,
  }
  world.wallets.set(wallet.uuid, wallet)
  return wallet
}

/** Answers `wallets.create`: a known `order_id` gets the wallet that exists, whatever else was passed. */
export function createWallet(world: World, params: CreateWalletParams, payUrl: string): Answer {
  const existing = findByOrderId(world.wallets, params.order_id)
  if (existing !== undefined) return succeed(renderWallet(existing, payUrl))
  const taken = refuseTaken(world, 'wallets', params.order_id)
  if (taken !== undefined) return taken
  if (!hasService(params.currency, params.network)) return refuse('The service was not found')
  return succeed(renderWallet(open(world, params), payUrl))
}
