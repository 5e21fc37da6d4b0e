import type { GenericSchema } from 'valibot'
import { optionalParam, orderIdParam, uuidParam } from '../schema/param-fields.ts'
import { exactlyOne, type ParamsSchema, paramsSchema } from '../schema/params-schema.ts'
import { anything, flag, listOf, looseObjectOf, money, objectOf, type Reader, text } from '../schema/result-fields.ts'

/** Params of an operation that takes none. */
export type NoParams = Readonly<Record<string, never>>

/** Refuses every param, for an operation that takes none. */
export const noParams = /* @__PURE__ */ paramsSchema<NoParams>({})

/** What the gateway answers where there is nothing to tell: an empty list. */
export type EmptyResult = readonly unknown[]

/** Takes whatever stands for nothing. */
export const emptyResult: Reader<EmptyResult> = anything

/** A QR code, as a picture. */
export interface QrCode {
  /** The picture as a data URI: `data:image/png;base64,…`. */
  readonly image: string
}

/** How a QR code is read. */
export const qrCodeReader = /* @__PURE__ */ objectOf<QrCode>({ image: text })

/** Names one record: by the gateway's `uuid` or by your own `order_id`, exactly one of them. */
export type RecordRef =
  | {
      /** The gateway's id. */
      readonly uuid: string
      readonly order_id?: undefined
    }
  | {
      /** Your own id. */
      readonly order_id: string
      readonly uuid?: undefined
    }

/** Checks params that name one record and say nothing else; endpoints disagree about how long an `order_id` may be. */
export const recordRefParams = /* @__NO_SIDE_EFFECTS__ */ (
  orderId: GenericSchema<string> = orderIdParam(128),
): ParamsSchema<RecordRef> =>
  paramsSchema<RecordRef>(
    { uuid: optionalParam(uuidParam), order_id: optionalParam(orderId) },
    exactlyOne('uuid', 'order_id'),
  )

/** Least and most that a service takes, in its own currency. */
export interface ServiceLimit {
  /** Least amount, in the service's currency. */
  readonly min_amount: string
  /** Most, in the service's currency. */
  readonly max_amount: string
}

/** What a service costs. */
export interface ServiceCommission {
  /** Fixed fee, in the service's currency. */
  readonly fee_amount: string
  /** Fee in percent of the amount. */
  readonly percent: string
}

/** A currency on a network that the gateway handles. */
export interface Service {
  /** Network code: `tron`. */
  readonly network: string
  /** Currency code: `USDT`. */
  readonly currency: string
  /** Whether it can be used now. */
  readonly is_available: boolean
  /** Least and most that it takes. */
  readonly limit: ServiceLimit
  /** What it costs. */
  readonly commission: ServiceCommission
}

/** How a list of services is read. */
export const serviceListReader = /* @__PURE__ */ listOf(
  objectOf<Service>({
    network: text,
    currency: text,
    is_available: flag,
    limit: looseObjectOf<ServiceLimit>({ min_amount: money, max_amount: money }),
    commission: looseObjectOf<ServiceCommission>({ fee_amount: money, percent: money }),
  }),
)
