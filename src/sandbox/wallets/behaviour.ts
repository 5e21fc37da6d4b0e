import type { PaymentRoute } from '../invoices/invoice.ts'
import { receivePayment } from '../invoices/receive-payment.ts'
import type { Sandbox } from '../types.ts'
import { readUnits } from '../world/read-units.ts'
import { refuseInput } from '../world/refuse-input.ts'
import type { World } from '../world/types.ts'
import type { Units } from '../world/units.ts'
import type { WalletRecord } from './wallet.ts'

type How = Parameters<Sandbox['deposit']>[1]

/** Makes a payment of its own out of a top-up. */
function receiveTopUp(world: World, wallet: WalletRecord, units: Units, { amount, txid }: How): void {
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
    walletUuid,
  }
  receivePayment(world, topUp, units, txid)
}

/** Sends money to a static wallet, as a payer would. Once the wallet is blocked, that makes no payment. */
export function deposit(world: World, walletUuid: string, how: How): void {
  const wallet = world.wallets.get(walletUuid) ?? refuseInput('walletUuid', 'names no static wallet of this sandbox')
  const units = readUnits(how.amount)
  if (wallet.incoming === 'credited') receiveTopUp(world, wallet, units, how)
  else if (wallet.incoming === 'held') {
    world.ledger.move('outside', 'held', wallet.currency, units)
    world.wallets.set(walletUuid, { ...wallet, held: wallet.held + units })
  }
}
