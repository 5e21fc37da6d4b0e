import { balance } from './balance.ts'
import { payments } from './payments.ts'
import { payouts } from './payouts.ts'
import type { Behaviours } from './types.ts'

/** How the sandbox answers each operation. */
export const behaviours: Behaviours = { payments, payouts, balance }
