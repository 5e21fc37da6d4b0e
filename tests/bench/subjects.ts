import { calls, overUndici } from './calls.ts'
import { demo } from './demo.ts'
import { growth } from './growth.ts'
import { hostile } from './hostile.ts'
import { imports, peers } from './imports.ts'
import { sandbox } from './sandbox.ts'
import { parse, signing, verify } from './signing.ts'
import { sizes } from './sizes.ts'
import type { Subject } from './types.ts'
import { webhooks } from './webhooks.ts'

/** Subjects of the bench, by the names that `npm run bench -- NAME` takes. */
export const subjects: Readonly<Record<string, Subject>> = {
  sizes: { measure: sizes },
  // These start processes of their own.
  imports: { measure: imports },
  peers: { measure: peers },
  signing: { measure: signing, processes: 5 },
  verify: { measure: verify, processes: 5 },
  parse: { measure: parse, processes: 5 },
  calls: { measure: calls, processes: 5 },
  undici: { measure: overUndici, processes: 3 },
  webhooks: { measure: webhooks, processes: 3 },
  sandbox: { measure: sandbox },
  growth: { measure: growth, processes: 3 },
  hostile: { measure: hostile },
  demo: { measure: demo },
}
