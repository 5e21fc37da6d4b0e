import * as buffer from 'node:buffer'
import * as crypto from 'node:crypto'
import type { Host } from '../../src/crypto/host.ts'

const hostWith = (modules: Readonly<Record<string, unknown>>): Host => ({
  process: { getBuiltinModule: (id) => modules[id] },
})

/** Node as it is, also in the pass that hides it from the package. */
export const nodeHost = hostWith({ 'node:crypto': crypto, 'node:buffer': buffer })

/** A host without any module: a browser or an edge runtime. */
export const bareHost: Host = {}

/** A host that has a hash function and refuses MD5, as a FIPS build does. */
export const fipsHost = hostWith({
  'node:crypto': {
    hash: () => {
      throw new Error('error:0308010C:digital envelope routines::unsupported')
    },
  },
})

/** A host that knows the loader but not the modules. */
export const emptyHost = hostWith({})
