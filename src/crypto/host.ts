/** The subset of a JavaScript host that hashing uses. `globalThis` fits, and so does `{}`. */
export interface Host {
  readonly process?:
    | {
        readonly getBuiltinModule?: ((id: string) => unknown) | undefined
      }
    | undefined
}

/**
 * Returns a module of the host, or `undefined` where the host has no such module.
 *
 * It is looked up by name at run time, because an import would fail in bundlers and on edge runtimes.
 */
export function hostModule(host: Host, id: 'node:crypto' | 'node:buffer'): Record<string, unknown> | undefined {
  const load = host.process?.getBuiltinModule
  return typeof load === 'function' ? (load(id) as Record<string, unknown> | undefined) : undefined
}
