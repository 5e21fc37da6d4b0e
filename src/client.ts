import type { ClientOptions } from './call/client-options.ts'
import { createCaller } from './call/create-caller.ts'
import { type Groups, groups } from './operations/groups.ts'
import type { CallArguments, Caller, Operation } from './operations/types.ts'

/** A client of one merchant: the operations of the gateway in groups, and `call` for operations declared elsewhere. */
export type Client = Caller & { readonly [Group in keyof Groups]: BoundGroup<Groups[Group]> }

/** A group of operations, bound to one client. */
export type BoundGroup<Group> = { readonly [Member in keyof Group]: Bound<Group[Member]> }

/** A standalone operation whose first argument, the caller, is bound. */
export type Bound<Standalone> =
  Standalone extends Operation<infer Params, infer Result> ? (...args: CallArguments<Params>) => Promise<Result> : never

/**
 * Creates a client from a merchant's credentials. Nothing is sent before an operation is called.
 *
 * The client and its groups are plain objects, so a test can replace a method: `vi.spyOn(client.payments, 'create')`. Their
 * functions need no `this`. Keys are held in closures: no inspection, log or error shows them. Two clients share nothing, so
 * one process can serve two merchants.
 *
 * @throws {CryptomusError} kind `config`: an option is missing, unusable or unknown. For an option that the environment can
 * set, the message of a missing one names the variable too.
 * @example
 * ```ts
 * import { createClient, readEnv } from 'cryptomus-kit'
 *
 * const client = createClient(readEnv(process.env))
 * const payment = await client.payments.create({ amount: '20', currency: 'USD', order_id: 'order-1' })
 * console.log(payment.url) // the page where the customer pays
 * ```
 */
export function createClient(options: ClientOptions): Client {
  const caller = createCaller(options)
  const bound = Object.entries(groups).map(([name, members]) => [name, bindGroup(caller, members)] as const)
  return { ...caller, ...Object.fromEntries(bound) } as Client
}

function bindGroup(caller: Caller, members: Readonly<Record<string, unknown>>): object {
  const bound = Object.entries(members).map(([name, member]) => {
    const operation = member as Operation<object, unknown>
    return [name, (...args: CallArguments<object>) => operation(caller, ...args)] as const
  })
  return Object.fromEntries(bound)
}
