import type { World } from '../world/types.ts'
import { toShortest } from '../world/units.ts'
import { planRoute } from './route.ts'

/** What is still missing of an invoice, in the currency that it is paid in, or would be if the payer chose nothing. */
export function owedOn(world: World, uuid: string): string | undefined {
  const invoice = world.invoices.get(uuid)
  const route = invoice && (invoice.route ?? planRoute(invoice.params))
  return route && toShortest(route.due - invoice.paid)
}
