import type { GatewayId } from '../env.ts'
import { configError } from '../errors/config-error.ts'
import { cryptomus } from './cryptomus.ts'
import { heleket } from './heleket.ts'
import type { Gateway } from './types.ts'

const known: Readonly<Record<GatewayId, Gateway>> = { cryptomus, heleket }

/** Takes a gateway, or the name of a known one as the environment spells it. Anything else is a `config` error. */
export function resolveGateway(gateway: Gateway | GatewayId = cryptomus): Gateway {
  const resolved: unknown = typeof gateway === 'string' ? known[gateway] : gateway
  const { id, apiUrl } = (resolved ?? {}) as Partial<Gateway>
  if (typeof id === 'string' && typeof apiUrl === 'string') return resolved as Gateway
  throw configError('gateway', 'must be cryptomus, heleket or an object with id and apiUrl')
}
