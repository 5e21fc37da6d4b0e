import { anything, type Reader } from '../../schema/result-fields.ts'

/** What the gateway answers where there is nothing to tell: an empty list. */
export type Nothing = readonly unknown[]

/** Takes whatever stands for nothing. */
export const nothing: Reader<Nothing> = anything
