import { cryptomus, heleket } from '../../../src/gateways/gateways.ts'
import type { Gateway } from '../../../src/gateways/types.ts'

/** Gateways that the reference covers. */
export const gateways: readonly Gateway[] = [cryptomus, heleket]
