import type { ParamRule } from './params-schema.ts'
import type { Values } from './read-entries.ts'

const givenAmong = (names: readonly string[], params: Values) => names.filter((name) => params[name] !== undefined)

/** At most one of some params may be given, because endpoints disagree about which one wins. */
export const atMostOne =
  /* @__NO_SIDE_EFFECTS__ */
    (...names: readonly string[]): ParamRule =>
    (params) => {
      const [first, second] = givenAmong(names, params)
      return second === undefined
        ? undefined
        : { path: second, message: `must not be given together with ${first}; keep one of them` }
    }

/** Exactly one of some params must be given. */
export const exactlyOne = /* @__NO_SIDE_EFFECTS__ */ (...names: readonly [string, ...string[]]): ParamRule => {
  const [name, ...others] = names
  const rule = atMostOne(...names)
  return (params) =>
    givenAmong(names, params).length === 0
      ? { path: name, message: `or ${others.join(' or ')} is required` }
      : rule(params)
}

/** Two params that mean nothing without each other. */
export const together =
  /* @__NO_SIDE_EFFECTS__ */
    (a: string, b: string): ParamRule =>
    (params) => {
      const [given, ...more] = givenAmong([a, b], params)
      if (given === undefined || more.length > 0) return undefined
      return { path: given === a ? b : a, message: `is required together with ${given}` }
    }
