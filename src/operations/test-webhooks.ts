import { choiceParam, codeParam, optionalParam, type ParamSchema, urlParam, uuidParam } from '../schema/param-fields.ts'
import { atMostOne, paramsSchema } from '../schema/params-schema.ts'
import { declareOperation } from './define-operation.ts'
import { type EmptyResult, emptyResult, shortOrderIdParam } from './shared.ts'

/**
 * Status in a test webhook about an invoice or a static wallet.
 *
 * - `process`: the payment is being processed.
 * - `check`: the transaction is awaited on the blockchain.
 * - `paid`: paid exactly.
 * - `paid_over`: paid, and more than was due.
 * - `fail`: the payment failed.
 * - `wrong_amount`: less than was due was paid.
 * - `cancel`: cancelled, because the payer did not pay.
 * - `system_fail`: the gateway had an error.
 * - `refund_process`: a refund is being processed.
 * - `refund_fail`: a refund failed.
 * - `refund_paid`: a refund succeeded.
 * - `locked`: held by an AML check; Heleket only.
 */
export type TestPaymentStatus =
  | 'process'
  | 'check'
  | 'paid'
  | 'paid_over'
  | 'fail'
  | 'wrong_amount'
  | 'cancel'
  | 'system_fail'
  | 'refund_process'
  | 'refund_fail'
  | 'refund_paid'
  | 'locked'

/**
 * Status in a test webhook about a payout.
 *
 * - `process`: the payout is being processed.
 * - `check`: the payout is being verified.
 * - `paid`: sent.
 * - `fail`: the payout failed.
 * - `cancel`: cancelled.
 * - `system_fail`: the gateway had an error.
 */
export type TestPayoutStatus = 'process' | 'check' | 'paid' | 'fail' | 'cancel' | 'system_fail'

/** Content and destination of a test webhook. */
export interface TestWebhookParams<Status extends string> {
  /** Address that it is sent to: https, or http on loopback (any host with `allowHttp`); 6 to 150 characters. */
  readonly url_callback: string
  /** Crypto currency code: `"USDT"`. */
  readonly currency: string
  /** Network code: `"tron"`. */
  readonly network: string
  /** UUID of an existing record to name. @default a random one */
  readonly uuid?: string | undefined
  /**
   * Your own id of an existing record to name, up to 32 letters or digits of any script, `_` or `-`; not together with `uuid`.
   *
   * @default a random one
   */
  readonly order_id?: string | undefined
  /** Status to report. @default "paid" */
  readonly status?: Status | undefined
}

const testWebhookParams = /* @__NO_SIDE_EFFECTS__ */ <Status extends string>(status: ParamSchema<Status>) =>
  paramsSchema<TestWebhookParams<Status>>(
    {
      url_callback: urlParam(150),
      currency: codeParam,
      network: codeParam,
      uuid: optionalParam(uuidParam),
      order_id: optionalParam(shortOrderIdParam()),
      // The gateway requires a status, so its documented default is sent.
      status: optionalParam(status, 'paid' as Status),
    },
    atMostOne('uuid', 'order_id'),
  )

const testPaymentParams = () =>
  testWebhookParams<TestPaymentStatus>(
    choiceParam(
      'process',
      'check',
      'paid',
      'paid_over',
      'fail',
      'wrong_amount',
      'cancel',
      'system_fail',
      'refund_process',
      'refund_fail',
      'refund_paid',
      'locked',
    ),
  )

const testPayoutParams = () =>
  testWebhookParams<TestPayoutStatus>(choiceParam('process', 'check', 'paid', 'fail', 'cancel', 'system_fail'))

/**
 * Sends a test webhook about an invoice to `url_callback`, signed with your live payment key.
 *
 * No money has moved: never credit anything because of a webhook alone.
 *
 * @throws {CryptomusError} kind `validation` or `config`: nothing was sent; the error names the param or the option.
 * @throws {CryptomusError} kind `api`, `response`, `network`, `timeout` or `aborted`: `outcome` says what may have happened.
 * @see https://doc.cryptomus.com/business/payments/testing-webhook (Testing webhook)
 */
export const testPaymentWebhook = /* @__PURE__ */ declareOperation<TestWebhookParams<TestPaymentStatus>, EmptyResult>({
  id: 'testWebhooks.payment',
  method: 'POST',
  path: '/v1/test-webhook/payment',
  key: 'payment',
  repeatable: 'no',
  params: testPaymentParams,
  result: () => emptyResult,
})

/**
 * Sends a test webhook about a static wallet to `url_callback`, signed with your live payment key.
 *
 * No money has moved: never credit anything because of a webhook alone.
 *
 * @throws {CryptomusError} kind `validation` or `config`: nothing was sent; the error names the param or the option.
 * @throws {CryptomusError} kind `api`, `response`, `network`, `timeout` or `aborted`: `outcome` says what may have happened.
 * @see https://doc.cryptomus.com/business/payments/testing-webhook (Testing webhook)
 */
export const testWalletWebhook = /* @__PURE__ */ declareOperation<TestWebhookParams<TestPaymentStatus>, EmptyResult>({
  id: 'testWebhooks.wallet',
  method: 'POST',
  path: '/v1/test-webhook/wallet',
  key: 'payment',
  repeatable: 'no',
  params: testPaymentParams,
  result: () => emptyResult,
})

/**
 * Sends a test webhook about a payout to `url_callback`, signed with your live payout key.
 *
 * No money has moved: never act on a webhook alone.
 *
 * @throws {CryptomusError} kind `validation` or `config`: nothing was sent; the error names the param or the option.
 * @throws {CryptomusError} kind `api`, `response`, `network`, `timeout` or `aborted`: `outcome` says what may have happened.
 * @see https://doc.cryptomus.com/business/payments/testing-webhook (Testing webhook)
 */
export const testPayoutWebhook = /* @__PURE__ */ declareOperation<TestWebhookParams<TestPayoutStatus>, EmptyResult>({
  id: 'testWebhooks.payout',
  method: 'POST',
  path: '/v1/test-webhook/payout',
  key: 'payout',
  repeatable: 'no',
  params: testPayoutParams,
  result: () => emptyResult,
})

/** Operations that send test webhooks to your endpoint. */
export const testWebhooks = {
  /** Sends a test webhook about an invoice to `url_callback`, signed with your live payment key. */
  payment: testPaymentWebhook,
  /** Sends a test webhook about a static wallet to `url_callback`, signed with your live payment key. */
  wallet: testWalletWebhook,
  /** Sends a test webhook about a payout to `url_callback`, signed with your live payout key. */
  payout: testPayoutWebhook,
} as const
