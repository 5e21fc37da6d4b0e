import { type Client, createClient } from '../../src/client.ts'
import type { CreateWalletParams } from '../../src/operations/wallets.ts'
import { createSandbox } from '../../src/sandbox/create-sandbox.ts'
import type { Sandbox, SandboxOptions } from '../../src/sandbox/types.ts'
import { createWorld } from '../../src/sandbox/world/create-world.ts'
import type { Records } from '../../src/sandbox/world/records.ts'
import type { World } from '../../src/sandbox/world/types.ts'
import { buildHeaders } from '../../src/signing/build-headers.ts'

/** Start of the clock of the tests' sandboxes: 2026-05-01T10:00:00+03:00. */
export const startAt = Date.UTC(2026, 4, 1, 7)

/** URL of the webhooks of the tests' merchants. */
export const callback = 'https://shop.test/hook'

/** Minimum params of an invoice with a fixed coin and network. */
export const fixedInvoice = {
  amount: '20',
  currency: 'USDT',
  network: 'tron',
  order_id: 'order-1',
  url_callback: callback,
} as const

/** Minimum params of a payout. */
export const fixedPayout = {
  amount: '100',
  currency: 'USDT',
  network: 'tron',
  order_id: 'payout-1',
  address: 'TXinventedAddressOfNobody0000000000',
  is_subtract: true,
  url_callback: callback,
} as const

/** Minimum params of a calculation. */
export const fixedCalculation = {
  amount: '100',
  currency: 'USDT',
  network: 'tron',
  address: 'TXinventedAddressOfNobody0000000000',
  is_subtract: true,
} as const

/** Minimum params of a recurring payment with an order_id. */
export const fixedRecurrence = {
  amount: '15',
  currency: 'USD',
  name: 'Monthly plan',
  period: 'monthly',
  order_id: 'recurrence-1',
} as const

/** A sandbox whose clock starts at `startAt`, and a client of it. */
export function openSandbox(options: SandboxOptions = {}) {
  const sandbox = createSandbox({ startAt, ...options })
  return { sandbox, client: createClient(sandbox.clientOptions) }
}

/** State of a sandbox, for the functions below `createSandbox`. */
export const openWorld = (options: SandboxOptions = {}) => createWorld({ startAt, ...options })

/** What a request brings beside its params, for behaviours that a test calls itself. */
export const context = { payUrl: 'https://pay.test', isStale: false }

/** All records of a kind, oldest first. */
export const allOf = <Item>(records: Pick<Records<Item>, 'versions'>): readonly Item[] =>
  records.versions().map(({ now }) => now)

/** Differences between a raw request and a correct one. */
export interface Asking {
  readonly method?: string
  readonly apiKey?: string
  readonly merchantId?: string
  /** The signed text, if it is not the body. */
  readonly signed?: string
}

/** Sends a body as it is, past the client, and returns the raw response. */
export async function ask({ handle, clientOptions }: Sandbox, path: string, body: unknown, how: Asking = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const { payoutApiKey, merchantId } = clientOptions
  const apiKey = path.startsWith('/v1/payout') ? payoutApiKey : clientOptions.apiKey
  const headers = new Headers({ ...buildHeaders({ merchantId, apiKey, ...how, body: how.signed ?? text }) })
  const url = `https://api.cryptomus.com${path}`
  const response = await handle({ method: how.method ?? 'POST', url, headers, text: async () => text })
  const answered = await response.text()
  return { status: response.status, text: answered, json: JSON.parse(answered) }
}

/** Decoded webhooks of a sandbox. */
export const toldBy = ({ deliveries }: Pick<Sandbox, 'deliveries'>) => deliveries.map(({ body }) => JSON.parse(body))

/** Statuses in the webhooks of a sandbox, oldest first. */
export const statusesTold = (sandbox: Pick<Sandbox, 'deliveries'>) => toldBy(sandbox).map(({ status }) => status)

/** Balance of a coin that the merchant of a client has. */
export async function balanceOf(client: Pick<Client, 'balance'>, coin: string): Promise<string | undefined> {
  const [account] = await client.balance.get()
  return account?.balance.merchant.find(({ currency_code }) => currency_code === coin)?.balance
}

/** Minimum params of a static wallet with webhooks. */
export const fixedWallet = {
  currency: 'USDT',
  network: 'tron',
  order_id: 'wallet-1',
  url_callback: callback,
} as const

/** A sandbox with one static wallet, and readers of what tests assert. */
export async function openWallet(params: Partial<CreateWalletParams> = {}, options: SandboxOptions = {}) {
  const { sandbox, client } = openSandbox(options)
  const wallet = await client.wallets.create({ ...fixedWallet, ...params })
  return { sandbox, client, wallet, uuid: wallet.uuid, balance: () => balanceOf(client, wallet.currency) }
}

/** The parts of a world that its books are checked by. */
export const knownTo = ({ ledger, invoices, wallets, payouts }: World) => ({
  balances: ledger.balances(),
  invoices: invoices.versions(),
  wallets: wallets.versions(),
  payouts: payouts.versions(),
})
