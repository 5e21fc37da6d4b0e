import { groups } from '../operations/groups.ts'
import type { OperationSpec } from '../operations/types.ts'
import type { BehaviourContext } from './behaviour-types.ts'
import { behaviours } from './behaviours.ts'
import { matchPath } from './match-path.ts'
import type { Answer } from './world/answer.ts'
import type { World } from './world/types.ts'

/** An operation together with how the sandbox answers it. */
export interface Route {
  readonly operation: OperationSpec<never, unknown>
  readonly behave: (world: World, params: unknown, context: BehaviourContext) => Answer
  /** The params that travel in the path. */
  readonly inPath: Readonly<Record<string, string>>
}

type Members<Value> = Readonly<Record<string, Value>>

/** Finds what a path of the API stands for, from the operations' own declarations. */
export function findOperation(method: string, path: string): Route | undefined {
  for (const [group, members] of Object.entries(groups)) {
    for (const [member, declared] of Object.entries(members)) {
      const operation = declared as unknown as Route['operation']
      const inPath = operation.method === method ? matchPath(operation.path, path) : undefined
      if (inPath === undefined) continue
      const answers = (behaviours as Members<unknown>)[group] as Members<Route['behave']>
      const behave = answers[member]
      if (behave !== undefined) return { operation, behave, inPath }
    }
  }
  return undefined
}
