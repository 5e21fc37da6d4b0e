import { getPayment } from '../../operations/payments/get-payment.ts'
import type { Payment } from '../../operations/payments/payment.ts'
import { buildHeaders } from '../../signing/build-headers.ts'
import type { Sandbox } from '../types.ts'
import type { ReadPayment } from './pay-route.ts'

/** Reads invoices of a sandbox through its own API, as the gateway's page would through the gateway's. */
export function readPaymentFrom({ handle, clientOptions }: Sandbox, origin: string): ReadPayment {
  return async (uuid) => {
    const body = JSON.stringify({ uuid })
    const headers = new Headers({ ...buildHeaders({ ...clientOptions, body }) })
    const { method, path } = getPayment
    const response = await handle({ method, url: `${origin}${path}`, headers, text: async () => body })
    const { result } = (await response.json()) as { result?: Payment }
    return result
  }
}
