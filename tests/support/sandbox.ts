import { createClient } from '../../src/client.ts'
import { createSandbox } from '../../src/sandbox/create-sandbox.ts'
import type { Sandbox, SandboxOptions } from '../../src/sandbox/types.ts'
import { createWorld } from '../../src/sandbox/world/create-world.ts'
import { buildHeaders } from '../../src/signing/build-headers.ts'

/** When the sandboxes of the tests begin: 2026-05-01T10:00:00+03:00. */
export const startAt = Date.UTC(2026, 4, 1, 7)

/** Where the merchants of the tests take webhooks. */
export const callback = 'https://shop.test/hook'

/** The least that creates an invoice whose coin and network are known. */
export const fixedInvoice = {
  amount: '20',
  currency: 'USDT',
  network: 'tron',
  order_id: 'order-1',
  url_callback: callback,
} as const

/** The least that creates a payout. */
export const fixedPayout = {
  amount: '100',
  currency: 'USDT',
  network: 'tron',
  order_id: 'payout-1',
  address: 'TXinventedAddressOfNobody0000000000',
  is_subtract: true,
  url_callback: callback,
} as const

/** The least that works a payout out. */
export const fixedCalculation = {
  amount: '100',
  currency: 'USDT',
  network: 'tron',
  address: 'TXinventedAddressOfNobody0000000000',
  is_subtract: true,
} as const

/** The least that creates a recurring payment under an order_id. */
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

/** What a sandbox knows, for the functions below `createSandbox`. */
export const openWorld = (options: SandboxOptions = {}) => createWorld({ startAt, ...options })

/** How a raw request differs from a right one. */
export interface Asking {
  readonly method?: string
  readonly apiKey?: string
  readonly merchantId?: string
  /** What is signed, when it is not what is sent. */
  readonly signed?: string
}

/** Sends a body as it is, past the client, and hands out the answer as it is. */
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

/** The webhooks of a sandbox, read. */
export const toldBy = ({ deliveries }: Pick<Sandbox, 'deliveries'>) => deliveries.map(({ body }) => JSON.parse(body))

/** The statuses that the webhooks of a sandbox told of, oldest first. */
export const statusesTold = (sandbox: Pick<Sandbox, 'deliveries'>) => toldBy(sandbox).map(({ status }) => status)
