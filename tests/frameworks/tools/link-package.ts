import { existsSync, mkdirSync, symlinkSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const place = fileURLToPath(new URL('../node_modules/cryptomus-kit/', import.meta.url))
const root = fileURLToPath(new URL('../../../', import.meta.url))

/** Puts the package, as it was built, where the servers import it from. */
export function linkPackage(): void {
  if (!existsSync(`${root}dist/webhooks.mjs`)) throw new Error('There is no dist; run `npm run build`.')
  mkdirSync(place, { recursive: true })
  // Not the whole project: it would hold itself, and whoever walks through its folders would never arrive.
  for (const name of ['package.json', 'dist']) {
    if (!existsSync(place + name)) symlinkSync(root + name, place + name)
  }
}
