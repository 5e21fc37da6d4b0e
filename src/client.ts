import type { ClientOptions } from './call/client-options.ts'
import { createCaller } from './call/create-caller.ts'
import { type Groups, groups } from './operations/groups.ts'
import type { CallArguments, Caller, Operation } from './operations/types.ts'

/** A standalone operation, with its first argument filled in. */
export type Bound<Standalone> =
  Standalone extends Operation<infer Params, infer Result> ? (...args: CallArguments<Params>) => Promise<Result> : never

/** A group of operations, bound to one client. */
export type BoundGroup<Group> = { readonly [Member in keyof Group]: Bound<Group[Member]> }

/** Every operation of the gateway, in groups, and `call` for those of your own. */
export type Client = Caller & { readonly [Group in keyof Groups]: BoundGroup<Groups[Group]> }

type AnyOperation = Operation<object, unknown>

function bindGroup(caller: Caller, members: Readonly<Record<string, unknown>>): object {
  const bound = Object.entries(members).map(([name, operation]) => {
    const standalone = operation as AnyOperation
    return [name, Object.freeze((...args: CallArguments<object>) => standalone(caller, ...args))] as const
  })
  return Object.freeze(Object.fromEntries(bound))
}

/**
 * Makes a client of a merchant's credentials: plain frozen objects of operations, and nothing is sent before one is called.
 *
 * Options are checked at once; what is missing or unusable is a `config` error that names the option and its environment
 * variable. Keys are held in closures and show up in no inspection, log or error.
 */
export function createClient(options: ClientOptions): Client {
  const caller = createCaller(options)
  const bound = Object.entries(groups).map(([name, members]) => [name, bindGroup(caller, members)] as const)
  return Object.freeze({ ...caller, ...Object.fromEntries(bound) }) as Client
}
