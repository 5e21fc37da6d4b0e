import { equalDigests } from '../crypto/hex.ts'
import type { KeyRole } from '../gateways/types.ts'
import type { OperationInfo } from '../operations/types.ts'
import { signPayload } from '../signing/sign-payload.ts'
import type { SandboxRequest } from './types.ts'
import type { World } from './world/types.ts'

/** Whether a request carries the right merchant and a signature of the right key over its very body. */
export function authenticate(world: World, operation: OperationInfo, request: SandboxRequest, body: string): boolean {
  const { gateway, credentials } = world
  const role: KeyRole = gateway.keys[operation.id] ?? operation.key
  if (role === 'none') return true
  const sign = signPayload(body, role === 'payout' ? credentials.payoutApiKey : credentials.apiKey)
  const given = request.headers.get('sign') ?? ''
  return request.headers.get('merchant') === credentials.merchantId && equalDigests(given, sign)
}
