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
    const checked = readEntries(list, given, 'is required')
    const surplus = Object.keys(given).filter((name) => !known.includes(name))
    const complaints: SchemaIssue[] = [
      ...(checked.issues ?? []),
      ...surplus.map((name) => ({ path: [name], message: describeSurplus(name, known) })),
      ...rules.flatMap((rule) => rule(given) ?? []).map(({ path, message }) => ({ path: [path], message })),
    ]
    if (checked.issues === undefined && complaints.length === 0) return { value: checked.value as Params }
    return { issues: complaints }
  })
  return { entries, ...schema }
}
