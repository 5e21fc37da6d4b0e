import { bundle, type Imports } from '../support/bundle.ts'
import type { Row } from './types.ts'

const budgets: readonly (readonly [imports: Imports, kilobytes: number])[] = [
  [{ signing: ['signPayload'] }, 1.7],
  [{ webhooks: ['verifyWebhook'] }, 3.7],
  [{ index: ['createCaller', 'createPayment'] }, 12.6],
  [{ index: ['createClient'] }, 15.1],
  [{ webhooks: ['createWebhookHandler'], stores: ['memoryStore'] }, 13],
  [{ index: ['createClient'], webhooks: ['verifyWebhook'] }, 18.5],
]

const subpathOf = (entry: string) => (entry === 'index' ? '.' : `./${entry}`)

const describe = (imports: Imports) =>
  Object.entries(imports)
    .map(([entry, names]) => `${[names].flat().join(' and ')} of ${subpathOf(entry)}`)
    .join(' with ')

/** Bundles of dist, minified and gzipped. */
export const sizes = (): Promise<readonly Row[]> =>
  Promise.all(
    budgets.map(async ([imports, atMost]) => {
      const { size } = await bundle('dist', imports)
      return { what: `bundle with ${describe(imports)}`, value: size / 1000, unit: 'kB', bar: { atMost } }
    }),
  )
