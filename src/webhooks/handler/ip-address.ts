const ipv4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/
const ipv6 = /^[\da-f:.]*:[\da-f:.]*$/i
const mapped = /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/

/** How the URL standard spells an IPv6 address: in lower case, with its longest run of zeros left out. */
function spellIpv6(text: string): string | undefined {
  try {
    return new URL(`http://[${text}]`).hostname.slice(1, -1)
  } catch {
    return undefined
  }
}

/** Takes an IPv4 address out of the IPv6 one that a socket for both shows it as (RFC 4291, section 2.5.5.2). */
function unmap(address: string): string {
  const [, high, low] = mapped.exec(address) ?? []
  if (high === undefined || low === undefined) return address
  const halves = [Number.parseInt(high, 16), Number.parseInt(low, 16)]
  return halves.flatMap((half) => [half >> 8, half & 255]).join('.')
}

/** Spells an IP address so that two that mean the same are equal; `undefined` for what is no single address. */
export function plainAddress(address: unknown): string | undefined {
  if (typeof address !== 'string') return undefined
  if (ipv4.test(address)) return address
  const spelled = ipv6.test(address) ? spellIpv6(address) : undefined
  return spelled === undefined ? undefined : unmap(spelled)
}
