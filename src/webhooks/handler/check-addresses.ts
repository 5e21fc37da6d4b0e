import { configError } from '../../errors/config-error.ts'
import { plainAddress } from './ip-address.ts'

const complaint = 'must be a list of single IP addresses, such as cryptomus.webhookIps; ranges are not known'

/** Lets a list of single IP addresses through, in their plain spelling, and throws a `config` error for anything else. */
export function checkAddresses(value: unknown): readonly string[] {
  if (!Array.isArray(value) || value.length === 0) throw configError('allowedIps', complaint)
  return value.map((each: unknown) => {
    const address = plainAddress(each)
    if (address === undefined) throw configError('allowedIps', complaint)
    return address
  })
}
