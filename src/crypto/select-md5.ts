import { type Host, hostModule } from './host.ts'
import { md5Portable } from './md5.ts'

/** MD5 of a text's UTF-8 bytes, as 32 lower-case hex digits (RFC 1321). */
export type Md5 = (text: string) => string

type HostHash = (algorithm: string, text: string) => string

/** Chooses the host's MD5 when it has one that works, and the portable one otherwise. */
export function selectMd5(host: Host): Md5 {
  const hash = hostModule(host, 'node:crypto')?.hash as HostHash | undefined
  if (typeof hash !== 'function') return md5Portable
  try {
    // A FIPS build has the function and refuses the algorithm.
    hash('md5', '')
  } catch {
    return md5Portable
  }
  return (text) => hash('md5', text)
}
