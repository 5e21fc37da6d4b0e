import type { Issue } from '../errors/types.ts'
import { callForms, isPlainObject } from '../options/forms.ts'
import { describeUnknownName } from '../options/known-names.ts'
import type { ParamSchema } from './param-fields.ts'
import {
  createSchema,
  type Entries,
  readEntries,
  type SchemaIssue,
  type StandardSchema,
  type Values,
} from './standard-schema.ts'

/** One schema for each param; a missing, superfluous or ill-typed one does not compile. */
type ParamEntries<Params, Names extends keyof Params = keyof Params> = {
  readonly [Name in Names]-?: ParamSchema<Params[Name]>
}

/** Schema of an operation's params, with the schemas of the single params, which the reference is made from. */
export interface ParamsSchema<Params> extends StandardSchema<Params, Params> {
  readonly entries: ParamEntries<Params>
}

/** Rule over several params: returns an issue, or `undefined` if the params fit. */
export type ParamRule = (params: Values) => Issue | undefined

// Most params are absent, and running the schema of each would take longer than everything else.
const mayBeAbsent = (schema: object) => {
  const { isOptional, fallback } = schema as Partial<ParamSchema<unknown>>
  return isOptional && fallback === undefined
}

const describeSurplus = (name: string, known: readonly string[]) =>
  Object.hasOwn(callForms, name)
    ? 'is an option; pass it in options'
    : `${describeUnknownName(name, known)}; if it is meant, pass it in options.extra`

/**
 * Makes the schema of an operation's params: the declared ones, no others, and the rules between them.
 *
 * The gateway ignores unknown names, so a misspelt param would have no effect. Here it is refused, and the message names
 * the nearest declared one.
 */
/* @__NO_SIDE_EFFECTS__ */
export function paramsSchema<Params>(
  entries: ParamEntries<Params>,
  ...rules: readonly ParamRule[]
): ParamsSchema<Params> {
  const known = Object.keys(entries)
  const list = Object.entries(entries) as unknown as Entries
  const schema = createSchema<Params, Params>((params) => {
    if (!isPlainObject(params)) {
      return { issues: [{ message: 'must be an object' }] }
    }
    // A copy of the own members, made once: what is checked is what is sent, and a getter is asked a single time.
    const given: Values = { ...params }
    const checked = readEntries(
      list.filter(([name, schema]) => given[name] !== undefined || !mayBeAbsent(schema)),
      given,
      'is required',
    )
    const issues: SchemaIssue[] = checked.issues ? [...checked.issues] : []
    for (const name of known) {
      if (!Object.hasOwn(given, name) && params[name] !== undefined) {
        issues.push({ path: [name], message: 'is inherited; only own members are sent' })
      }
    }
    // They may come from outside by the thousand, and each costs a search.
    const surplus = Object.keys(given).filter((name) => !known.includes(name))
    for (const name of surplus.slice(0, 50)) issues.push({ path: [name], message: describeSurplus(name, known) })
    for (const rule of rules) {
      const issue = rule(given)
      if (issue) issues.push({ ...issue, path: [issue.path] })
    }
    return checked.issues || issues.length > 0 ? { issues } : { value: checked.value as Params }
  })
  return { entries, ...schema }
}

const givenAmong = (names: readonly string[], params: Values) => names.filter((name) => params[name] !== undefined)

/** Makes the rule that at most one of some params is given, because it differs by endpoint which one takes precedence. */
export const atMostOne =
  /* @__NO_SIDE_EFFECTS__ */
    (...names: readonly string[]): ParamRule =>
    (params) => {
      const [first, second] = givenAmong(names, params)
      return second === undefined
        ? undefined
        : { path: second, message: `must not be given together with ${first}; keep one of them` }
    }

/** Makes the rule that exactly one of some params is given. */
export const exactlyOne = /* @__NO_SIDE_EFFECTS__ */ (...names: readonly [string, ...string[]]): ParamRule => {
  const [name, ...others] = names
  const rule = atMostOne(...names)
  return (params) =>
    givenAmong(names, params).length === 0
      ? { path: name, message: `or ${others.join(' or ')} is required` }
      : rule(params)
}

/** Makes the rule that two params are given together or not at all. */
export const allOrNone =
  /* @__NO_SIDE_EFFECTS__ */
    (a: string, b: string): ParamRule =>
    (params) => {
      const [given, ...more] = givenAmong([a, b], params)
      if (given === undefined || more.length > 0) return undefined
      return { path: given === a ? b : a, message: `is required together with ${given}` }
    }
