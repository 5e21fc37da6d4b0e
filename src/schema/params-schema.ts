import type * as v from 'valibot'
import type { Issue } from '../errors/types.ts'
import { callOptionNames, describeUnknownName } from '../options/known-names.ts'
import { type Entries, readEntries, type Values } from './read-entries.ts'
import { createSchema, type SchemaIssue, type StandardSchema } from './standard-schema.ts'

/** A schema for each param; the compiler refuses one that is missing, superfluous or of another type. */
type ParamEntries<Params, Names extends keyof Params = keyof Params> = {
  readonly [Name in Names]-?: v.GenericSchema<Params[Name]>
}

/** The schema of an operation's params, with the schema of each param beside it for those who read contracts. */
export interface ParamsSchema<Params> extends StandardSchema<Params, Params> {
  readonly entries: ParamEntries<Params>
}

/** A rule over several params: answers what is wrong, or nothing. */
export type ParamRule = (params: Values) => Issue | undefined

/** Whether nothing comes of it when it is absent. Most params are, and to ask for each would take longer than all else. */
const mayBeAbsent = (schema: object) => {
  const { type, default: fallback } = schema as { readonly type?: unknown; readonly default?: unknown }
  return type === 'optional' && fallback === undefined
}

const describeSurplus = (name: string, known: readonly string[]) =>
  callOptionNames.includes(name)
    ? 'is an option, not a param; pass it in the second argument'
    : `${describeUnknownName(name, known)}; what goes beyond the contract travels in options.extra`

/**
 * Makes the schema of an operation's params: every declared one, nothing else, and the rules between them.
 *
 * The gateway ignores names that it does not know, so a typo would be accepted and do nothing. Here it is refused, with
 * the name that was probably meant.
 */
/* @__NO_SIDE_EFFECTS__ */
export function paramsSchema<Params>(
  entries: ParamEntries<Params>,
  ...rules: readonly ParamRule[]
): ParamsSchema<Params> {
  const known = Object.keys(entries)
  const list = Object.entries(entries) as unknown as Entries
  const schema = createSchema<Params, Params>((params) => {
    if (typeof params !== 'object' || params === null || Array.isArray(params)) {
      return { issues: [{ message: 'must be an object' }] }
    }
    const given = params as Values
    const checked = readEntries(
      list.filter(([name, schema]) => given[name] !== undefined || !mayBeAbsent(schema)),
      given,
      'is required',
    )
    const issues: SchemaIssue[] = checked.issues ? [...checked.issues] : []
    for (const name of Object.keys(given)) {
      if (!known.includes(name)) issues.push({ path: [name], message: describeSurplus(name, known) })
    }
    for (const rule of rules) {
      const issue = rule(given)
      if (issue) issues.push({ ...issue, path: [issue.path] })
    }
    return checked.issues || issues.length > 0 ? { issues } : { value: checked.value as Params }
  })
  return { entries, ...schema }
}

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
export const allOrNone =
  /* @__NO_SIDE_EFFECTS__ */
    (a: string, b: string): ParamRule =>
    (params) => {
      const [given, ...more] = givenAmong([a, b], params)
      if (given === undefined || more.length > 0) return undefined
      return { path: given === a ? b : a, message: `is required together with ${given}` }
    }
