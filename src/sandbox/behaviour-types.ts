import type { Groups } from '../operations/groups.ts'
import type { Operation } from '../operations/types.ts'
import type { Answer } from './world/answer.ts'
import type { World } from './world/types.ts'

/** What a request brings beside its params. */
export interface BehaviourContext {
  /** Where payers are sent. */
  readonly payUrl: string
  /** True for a read that shows the state before the last change. */
  readonly isStale: boolean
  /** Names of the params that its path takes. @default those of the operation */
  readonly names?: readonly string[] | undefined
}

/** Function of the sandbox that answers one operation. */
type Behaviour<Declared> =
  Declared extends Operation<infer Params, unknown>
    ? (world: World, params: Params, context: BehaviourContext) => Answer
    : never

/** A behaviour for each member of a group. */
export type GroupBehaviours<Name extends keyof Groups> = {
  readonly [Member in keyof Groups[Name]]: Behaviour<Groups[Name][Member]>
}

/** A behaviour for every operation; one that is missing does not compile. */
export type Behaviours = { readonly [Name in keyof Groups]: GroupBehaviours<Name> }
