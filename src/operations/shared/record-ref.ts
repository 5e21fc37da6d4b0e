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
