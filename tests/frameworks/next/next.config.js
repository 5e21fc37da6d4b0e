import { fileURLToPath } from 'node:url'

// The package is linked from outside of this folder.
export default { turbopack: { root: fileURLToPath(new URL('../../..', import.meta.url)) } }
