const mapped = /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/

/** Takes an IPv4 address out of the IPv6 one that a socket for both shows it as (RFC 4291, section 2.5.5.2). */
function unmap(address: string): string {
  const [, high, low] = mapped.exec(address) ?? []
  if (high === undefined || low === undefined) return address
  const halves = [Number.parseInt(high, 16), Number.parseInt(low, 16)]
  return halves.flatMap((half) => [half >> 8, half & 255]).join('.')
}

/** Returns an IP address in its normal form, so that equal addresses are equal texts; `undefined` for any other value. */
export function plainAddress(address: unknown): string | undefined {
  if (typeof address !== 'string' || !/^[\d.]+$|^[\da-f:.]*:[\da-f:.]*$/i.test(address)) return undefined
  const isIpv6 = address.includes(':')
  try {
    // The URL standard writes IPv6 in lower case, with its longest run of zeros left out, and IPv4 with four decimal numbers.
    const { hostname } = new URL(`http://${isIpv6 ? `[${address}]` : address}`)
    if (isIpv6) return unmap(hostname.slice(1, -1))
    return hostname === address ? address : undefined
  } catch {
    return undefined
  }
}
