import { flag, listOf, looseRecord, money, record, text } from '../schema/result-fields.ts'

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
export const serviceList = /* @__PURE__ */ listOf(
  record<Service>({
    network: text,
    currency: text,
    is_available: flag,
    limit: looseRecord<ServiceLimit>({ min_amount: money, max_amount: money }),
    commission: looseRecord<ServiceCommission>({ fee_amount: money, percent: money }),
  }),
)
