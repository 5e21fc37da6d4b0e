import { isCryptomusError } from '../../errors/is-cryptomus-error.ts'
import type { WalletView } from '../backstage.ts'
import { notFoundPage, type PageAnswer, renderPage } from './page.ts'
import { type SandboxAccess, untilBooked } from './sandbox-access.ts'

const form =
  '<form method="post"><input name="amount" inputmode="decimal" autocomplete="off" required aria-label="Amount">' +
  '<button>Deposit</button></form>'

/** The page of a static wallet's address; here a form sends money to it. */
export function renderWalletPage(wallet: WalletView, error?: string): string {
  return renderPage({
    title: `Top up ${wallet.order_id}`,
    heading: `Top up ${wallet.currency}`,
    rows: [
      ['Order', wallet.order_id],
      ['Status', wallet.status],
      ['Currency', wallet.currency],
      ['Network', wallet.network],
      ['Address', wallet.address],
    ],
    form,
    error,
  })
}

/** Answers `/wallet/{uuid}`: GET shows the address, POST deposits an amount and shows it again. */
export async function answerWalletPage(
  sandbox: Pick<SandboxAccess, 'wallet' | 'deposit'>,
  request: { readonly method: string; readonly uuid: string; readonly body: string },
): Promise<PageAnswer> {
  const wallet = sandbox.wallet(request.uuid)
  if (wallet === undefined) return notFoundPage('wallet')
  if (request.method !== 'POST') return { status: 200, html: renderWalletPage(wallet) }
  const amount = new URLSearchParams(request.body).get('amount')?.trim() ?? ''
  try {
    await untilBooked(sandbox.deposit(request.uuid, { amount }))
  } catch (error) {
    if (!isCryptomusError(error, 'validation')) throw error
    return { status: 422, html: renderWalletPage(wallet, error.message) }
  }
  return { status: 303, location: `/wallet/${request.uuid}` }
}
