/** The part of a JavaScript host that hashing may use. `globalThis` fits, and so does `{}`. */
export interface Host {
  readonly process?:
    | {
        readonly getBuiltinModule?: ((id: string) => unknown) | undefined
      }
    | undefined
}

/**
 * Reaches a module of the host by name, at run time and without an import, so that no bundler and no edge runtime
 * trips over it. `undefined` where the host has no such module.
 */
export function hostModule(host: Host, id: 'node:crypto' | 'node:buffer'): Record<string, unknown> | undefined {
  const load = host.process?.getBuiltinModule
  return typeof load === 'function' ? (load(id) as Record<string, unknown> | undefined) : undefined
}
