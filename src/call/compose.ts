import type { Middleware } from './types.ts'

/** Makes one middleware of several; the first is the outermost. */
export const compose =
  (...middleware: readonly Middleware[]): Middleware =>
  (send) =>
    middleware.reduceRight((next, wrap) => wrap(next), send)
