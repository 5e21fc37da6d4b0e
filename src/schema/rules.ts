import type { ParamRule } from './params-schema.ts'

const isGiven = (value: unknown) => value !== undefined

/** Exactly one of two params must be given, because endpoints disagree about which one wins. */
export const exactlyOne =
  /* @__NO_SIDE_EFFECTS__ */
    (a: string, b: string): ParamRule =>
    (params) => {
      const given = [a, b].filter((name) => isGiven(params[name]))
      if (given.length === 1) return undefined
      return given.length === 0
        ? { path: a, message: `or ${b} is required` }
        : { path: b, message: `must not be given together with ${a}; keep one of them` }
    }
