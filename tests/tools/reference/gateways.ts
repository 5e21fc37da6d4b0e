import { cryptomus, heleket } from '../../../src/gateways/gateways.ts'
import type { Gateway } from '../../../src/gateways/types.ts'

/** The gateways that the reference speaks of. */
export const gateways: readonly Gateway[] = [cryptomus, heleket]
