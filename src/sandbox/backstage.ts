import type { Deliver } from './types.ts'

/** Under this name a sandbox lets its server in; shared by the ESM and the CJS copy. */
export const backstage = /* @__PURE__ */ Symbol.for('cryptomus-kit.sandbox.backstage')

/** What a server may do with a sandbox beyond its public face. */
export interface Backstage {
  /** Makes a receiver of webhooks, unless the sandbox was given one when it was made; the answer takes it away again. */
  readonly attach: (deliver: Deliver) => () => void
  /** What is still missing of an invoice, in the currency that it would be paid in; `undefined` where that is open. */
  readonly owed: (uuid: string) => string | undefined
}

/** Something that may be a sandbox with its back door. */
export interface WithBackstage {
  readonly [backstage]?: Backstage
}
