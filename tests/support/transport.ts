import type { ApiRequest, ApiResponse } from '../../src/call/types.ts'
import { createPayout } from '../../src/operations/payouts/create-payout.ts'

/** A request as the core builds it: the creation of a payout, unless something else is said. */
export const requestOf = (fields: Partial<ApiRequest> = {}): ApiRequest => ({
  operation: createPayout,
  url: 'https://api.cryptomus.com/v1/payout',
  method: 'POST',
  body: '{"amount":"7","order_id":"payout-1"}',
  repeats: false,
  ...fields,
})

/** An answer as the innermost layer hands it on. */
export const answerOf = (text: string, fields: Partial<ApiResponse> = {}): ApiResponse => ({
  status: 200,
  headers: { get: () => null },
  text,
  attempts: 1,
  earlier: 'not_sent',
  ...fields,
})
