import type * as v from 'valibot'
import type { Issue } from '../errors/types.ts'
import { callOptionNames } from './call-option-names.ts'
import { makeSchema } from './make-schema.ts'
import { type Entries, readEntries, type Values } from './read-entries.ts'
import type { SchemaIssue, StandardSchema } from './standard-schema.ts'
import { describeUnknownName } from './unknown-name.ts'

/** A schema for each param; the compiler refuses one that is missing, superfluous or of another type. */
export type ParamEntries<Params, Names extends keyof Params = keyof Params> = {
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
  const schema = makeSchema<Params, Params>((params) => {
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
