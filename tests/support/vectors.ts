import { readFileSync } from 'node:fs'

export interface Vector {
  readonly id: string
  readonly kind: 'request' | 'webhook'
  readonly api_key: string
  readonly raw_body: string
  readonly sign: string
  /** `null` where it is a matter of policy; the note says which. All of those are refused here. */
  readonly valid: boolean | null
  readonly note: string
}

const file = new URL('../fixtures/vectors.json', import.meta.url)

export const vectors = (JSON.parse(readFileSync(file, 'utf8')) as { readonly vectors: readonly Vector[] }).vectors
