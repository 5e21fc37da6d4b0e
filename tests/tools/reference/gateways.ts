import { cryptomus } from '../../../src/gateways/cryptomus.ts'
import { heleket } from '../../../src/gateways/heleket.ts'
import type { Gateway } from '../../../src/gateways/types.ts'

/** The gateways that the reference speaks of. */
export const gateways: readonly Gateway[] = [cryptomus, heleket]
