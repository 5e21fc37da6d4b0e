import type { CreateWalletParams } from '../../src/operations/wallets.ts'
import type { SandboxOptions } from '../../src/sandbox/types.ts'
import { balanceOf } from './account.ts'
import { callback, openSandbox } from './sandbox.ts'

/** The least that creates a static wallet that tells of its top-ups. */
export const fixedWallet = {
  currency: 'USDT',
  network: 'tron',
  order_id: 'wallet-1',
  url_callback: callback,
} as const

/** A sandbox with one static wallet, and what the tests look at. */
export async function openWallet(params: Partial<CreateWalletParams> = {}, options: SandboxOptions = {}) {
  const { sandbox, client } = openSandbox(options)
  const wallet = await client.wallets.create({ ...fixedWallet, ...params })
  return { sandbox, client, wallet, uuid: wallet.uuid, balance: () => balanceOf(client, wallet.currency) }
}
