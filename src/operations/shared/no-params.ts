import { paramsSchema } from '../../schema/params-schema.ts'

/** Params of an operation that takes none. */
export type NoParams = Readonly<Record<string, never>>

/** Refuses every param, for an operation that takes none. */
export const noParams = /* @__PURE__ */ paramsSchema<NoParams>({})
