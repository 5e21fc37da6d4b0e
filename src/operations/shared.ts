import { optionalParam, orderIdParam, type ParamSchema, uuidParam } from '../schema/param-fields.ts'
import { exactlyOne, type ParamsSchema, paramsSchema } from '../schema/params-schema.ts'
import {
  anything,
  flag,
  listOf,
  loose,
  looseObjectOf,
  money,
  objectOf,
  type Reader,
  text,
} from '../schema/result-fields.ts'

/** Reference to one record, by the gateway's `uuid` or by your own `order_id`, exactly one of them. */
export type RecordRef =
  | {
      /** The gateway's id of the record. */
      readonly uuid: string
      readonly order_id?: undefined
    }
  | {
      /** Your own id of the record. */
      readonly order_id: string
      readonly uuid?: undefined
    }

/** Makes the schema of an `order_id` where the gateway takes 32 characters, although a record can be created with more. */
export const shortOrderIdParam = () =>
  orderIdParam(32, '; for a longer one use the uuid (a UUID without hyphens has 32)')

/** Makes the schema of params that are a reference and nothing else; the maximum length of an `order_id` differs by endpoint. */
export const recordRefParams = /* @__NO_SIDE_EFFECTS__ */ (
  orderId: ParamSchema<string> = orderIdParam(128),
): ParamsSchema<RecordRef> =>
  paramsSchema<RecordRef>(
    { uuid: optionalParam(uuidParam), order_id: optionalParam(orderId) },
    exactlyOne('uuid', 'order_id'),
  )

/** Params of an operation that takes none. */
export type NoParams = Readonly<Record<string, never>>

/** Makes the schema that refuses every param. */
export const noParams = () => paramsSchema<NoParams>({})

/** Result of an operation that returns no data: an empty list. */
export type EmptyResult = readonly unknown[]

/** Reader that accepts every value, because no data is expected. */
export const emptyResult: Reader<EmptyResult> = anything

/** QR code of an address. */
export interface QrCode {
  /** Image as a data URI: `data:image/png;base64,…`. */
  readonly image: string
}

/** Makes the reader of a QR code. */
export const qrCodeReader = () => objectOf<QrCode>({ image: text })

/** Minimum and maximum amount of a service. */
export interface ServiceLimit {
  /** Minimum amount, in the service's currency. */
  readonly min_amount: string
  /** Maximum amount, in the service's currency. */
  readonly max_amount: string
}

/** Fees of a service. */
export interface ServiceCommission {
  /** Fixed fee, in the service's currency. */
  readonly fee_amount: string
  /** Fee as a percentage of the amount. */
  readonly percent: string
}

/** A currency on a network that the gateway supports. */
export interface Service {
  /** Network code: `tron`; upper case for payouts and at Heleket. */
  readonly network: string
  /** Currency code: `USDT`. */
  readonly currency: string
  /** `true` if it can be used now. */
  readonly is_available: boolean
  /** `true` if you have it switched on; Heleket's payment services only. */
  readonly is_enabled?: boolean | undefined
  /** Minimum and maximum amount. */
  readonly limit: ServiceLimit
  /** Fees. */
  readonly commission: ServiceCommission
}

/** Makes the reader of a list of services. */
export const serviceListReader = () =>
  listOf(
    objectOf<Service>({
      network: text,
      currency: text,
      is_available: flag,
      is_enabled: loose(flag),
      limit: looseObjectOf<ServiceLimit>({ min_amount: money, max_amount: money }),
      commission: looseObjectOf<ServiceCommission>({ fee_amount: money, percent: money }),
    }),
  )
