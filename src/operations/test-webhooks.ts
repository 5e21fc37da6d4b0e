import type { GenericSchema } from 'valibot'
import { choiceParam, codeParam, optionalParam, orderIdParam, urlParam, uuidParam } from '../schema/param-fields.ts'
import { atMostOne, paramsSchema } from '../schema/params-schema.ts'
import { defineOperation } from './define-operation.ts'
import { type EmptyResult, emptyResult } from './shared.ts'

/** Statuses that a test webhook about an invoice or a static wallet can report. */
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

/** Statuses that a test webhook about a payout can report. */
export type TestPayoutStatus = 'process' | 'check' | 'paid' | 'fail' | 'cancel' | 'system_fail'

/** What a test webhook says, and where it goes. */
export interface TestWebhookParams<Status extends string> {
  /** Where it is sent: https, 6 to 150 characters. */
  readonly url_callback: string
  /** Currency code: `"USDT"`. */
  readonly currency: string
  /** Network code: `"tron"`. */
  readonly network: string
  /** UUID of a real record to speak of. @default a random one */
  readonly uuid?: string | undefined
  /** Your id of a real record to speak of, up to 32 characters; not together with `uuid`. @default a random one */
  readonly order_id?: string | undefined
  /** Status that it reports. @default "paid" */
  readonly status?: Status | undefined
}

const testWebhookParams = /* @__NO_SIDE_EFFECTS__ */ <Status extends string>(
  status: GenericSchema<Status | undefined>,
) =>
  paramsSchema<TestWebhookParams<Status>>(
    {
      url_callback: urlParam(150),
      currency: codeParam,
      network: codeParam,
      uuid: optionalParam(uuidParam),
      order_id: optionalParam(orderIdParam(32)),
      status,
    },
    atMostOne('uuid', 'order_id'),
  )

// The gateway asks for a status, so the documented default is sent.

/** Checks the params of a test webhook about an invoice or a static wallet. */
const testPaymentParams = /* @__PURE__ */ testWebhookParams<TestPaymentStatus>(
  optionalParam(
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
    ),
    'paid',
  ),
)

/** Checks the params of a test webhook about a payout. */
const testPayoutParams = /* @__PURE__ */ testWebhookParams<TestPayoutStatus>(
  optionalParam(choiceParam('process', 'check', 'paid', 'fail', 'cancel', 'system_fail'), 'paid'),
)

/**
 * Has a test webhook about an invoice sent to you.
 *
 * It is really signed, with your live payment key, and moves no money: never credit by a webhook alone.
 *
 * Source: doc.cryptomus.com, "Testing webhook".
 */
export const testPaymentWebhook = /* @__PURE__ */ defineOperation<TestWebhookParams<TestPaymentStatus>, EmptyResult>({
  id: 'testWebhooks.payment',
  method: 'POST',
  path: '/v1/test-webhook/payment',
  key: 'payment',
  repeatable: 'no',
  params: testPaymentParams,
  result: emptyResult,
})

/**
 * Has a test webhook about a payout sent to you.
 *
 * It is really signed, with your live payout key, and moves no money: never credit by a webhook alone.
 *
 * Source: doc.cryptomus.com, "Testing webhook".
 */
export const testPayoutWebhook = /* @__PURE__ */ defineOperation<TestWebhookParams<TestPayoutStatus>, EmptyResult>({
  id: 'testWebhooks.payout',
  method: 'POST',
  path: '/v1/test-webhook/payout',
  key: 'payout',
  repeatable: 'no',
  params: testPayoutParams,
  result: emptyResult,
})

/**
 * Has a test webhook about a static wallet sent to you.
 *
 * It is really signed, with your live payment key, and moves no money: never credit by a webhook alone.
 *
 * Source: doc.cryptomus.com, "Testing webhook".
 */
export const testWalletWebhook = /* @__PURE__ */ defineOperation<TestWebhookParams<TestPaymentStatus>, EmptyResult>({
  id: 'testWebhooks.wallet',
  method: 'POST',
  path: '/v1/test-webhook/wallet',
  key: 'payment',
  repeatable: 'no',
  params: testPaymentParams,
  result: emptyResult,
})

/** Webhooks for trying out your endpoint. */
export const testWebhooks = {
  /** Has a test webhook about an invoice sent to you. */
  payment: testPaymentWebhook,
  /** Has a test webhook about a static wallet sent to you. */
  wallet: testWalletWebhook,
  /** Has a test webhook about a payout sent to you. */
  payout: testPayoutWebhook,
} as const
