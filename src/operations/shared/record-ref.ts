import type { GenericSchema } from 'valibot'
import { optionalParam, orderIdParam, uuidParam } from '../../schema/param-fields.ts'
import { type ParamsSchema, paramsSchema } from '../../schema/params-schema.ts'
import { exactlyOne } from '../../schema/rules.ts'

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
