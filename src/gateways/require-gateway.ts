import type { GatewayId } from '../env.ts'
import { configError } from '../errors/create-error.ts'
import type { Gateway } from './types.ts'

/**
 * Returns the value if it is the id of a gateway, or an object with `id` and `apiUrl`; throws a `config` error otherwise.
 *
 * Apart from the gateways themselves, so that a webhook handler, which only asks for a scheme, does not carry their data.
 */
export function requireGateway(gateway: unknown): Gateway | GatewayId {
  const { id, apiUrl } = Object(gateway) as Partial<Gateway>
  if (gateway === 'cryptomus' || gateway === 'heleket') return gateway
  if (typeof id === 'string' && typeof apiUrl === 'string') return gateway as Gateway
  throw configError('gateway', 'must be cryptomus, heleket or an object with id and apiUrl')
}
