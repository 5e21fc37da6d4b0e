import type { StandardSchema } from '../../../src/schema/standard-schema.ts'
import { runSchema } from '../../../src/schema/standard-schema.ts'
import type { ParamRules } from './types.ts'

type Pair = readonly [string, string]

const isRequired = /^is required$/
const oneIsRequired = /^or (.+) is required$/
const excludes = /^must not be given together with (\w+)/
const needs = /^is required together with (\w+)$/

const isKnown = (message: string) =>
  [isRequired, oneIsRequired, excludes, needs].some((pattern) => pattern.test(message))

/** Returns the issues of params of which only the names matter, because no value fits. */
function issuesOf(schema: StandardSchema, given: readonly string[]) {
  const checked = runSchema(schema, Object.fromEntries(given.map((name) => [name, null])))
  const issues = checked.issues ?? []
  const unknown = issues.find(({ path, message }) => !given.includes(path) && !isKnown(message))
  if (unknown !== undefined) throw new Error(`rules-of.ts does not know the rule "${unknown.path} ${unknown.message}".`)
  return issues
}

const matches = (message: string, pattern: RegExp, text: string) => pattern.exec(message)?.[1] === text

/** Finds the rules between params by their messages, because a function cannot be read. */
export function rulesOf(schema: StandardSchema, names: readonly string[]): ParamRules {
  const first = issuesOf(schema, []).find(({ message }) => oneIsRequired.test(message))
  const others = first === undefined ? [] : (oneIsRequired.exec(first.message)?.[1]?.split(' or ') ?? [])
  const oneOf = first === undefined ? [] : [first.path, ...others]
  const pairs = names.flatMap((a, index) => names.slice(index + 1).map((b): Pair => [a, b]))
  return {
    oneOf,
    atMostOne: pairs.filter(
      ([a, b]) =>
        !(oneOf.includes(a) && oneOf.includes(b)) &&
        issuesOf(schema, [a, b]).some(({ path, message }) => path === b && matches(message, excludes, a)),
    ),
    together: pairs.filter(([a, b]) =>
      issuesOf(schema, [a]).some(({ path, message }) => path === b && matches(message, needs, a)),
    ),
  }
}
