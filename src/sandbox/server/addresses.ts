import { BlockList, isIPv4, isIPv6 } from 'node:net'

type Range = readonly [address: string, prefix: number]

function blockListOf(v4: readonly Range[], v6: readonly Range[]): BlockList {
  const list = new BlockList()
  for (const [address, prefix] of v4) list.addSubnet(address, prefix, 'ipv4')
  for (const [address, prefix] of v6) list.addSubnet(address, prefix, 'ipv6')
  return list
}

const loopback = /* @__PURE__ */ blockListOf([['127.0.0.0', 8]], [['::1', 128]])

// No receiver of webhooks lives here, and on a cloud's machine some of these hand out its credentials.
const forbidden = /* @__PURE__ */ blockListOf(
  [
    ['0.0.0.0', 8], // "this host": a connection ends at the machine itself
    ['169.254.0.0', 16], // link-local, and the metadata of AWS, Google Cloud, Azure and others
    ['100.100.100.200', 32], // metadata of Alibaba Cloud
    ['168.63.129.16', 32], // the host of an Azure machine
    ['192.0.0.192', 32], // metadata of Oracle Cloud
    ['224.0.0.0', 4], // multicast
    ['240.0.0.0', 4], // reserved, and broadcast
  ],
  [
    ['::', 128], // "unspecified", as 0.0.0.0
    ['fe80::', 10], // link-local
    ['fd00:ec2::', 32], // metadata of AWS
    ['fd20:ce::', 32], // metadata of Google Cloud
    ['ff00::', 8], // multicast
  ],
)

/** Splits an IPv6 address into its eight groups of 16 bits. */
function groupsOf(address: string): readonly number[] {
  // `URL` writes an IPv4 tail in hexadecimal.
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1)
  const [head = [], tail = []] = canonical.split('::').map((part) =>
    part
      .split(':')
      .filter((group) => group !== '')
      .map((group) => Number.parseInt(group, 16)),
  )
  return [...head, ...Array<number>(8 - head.length - tail.length).fill(0), ...tail]
}

const toIPv4 = (high = 0, low = 0) => [high >> 8, high & 255, low >> 8, low & 255].join('.')

/** Finds the IPv4 address that an IPv6 address stands for: mapped, translated (SIIT, NAT64), compatible or 6to4. */
function embeddedIPv4(address: string): string | undefined {
  const groups = groupsOf(address)
  const [first, second, third, , fifth, sixth, seventh, eighth] = groups
  if (first === 0x2002) return toIPv4(second, third)
  const startsEmpty = groups.slice(0, 4).every((group) => group === 0)
  const isMapped = startsEmpty && (fifth === 0 ? sixth === 0 || sixth === 0xffff : fifth === 0xffff && sixth === 0)
  const isTranslated = first === 0x64 && second === 0xff9b
  // `::` and `::1` are written like compatible addresses, and are none.
  const isOwn = groups.slice(0, 7).every((group) => group === 0) && (eighth ?? 0) <= 1
  return (isMapped || isTranslated) && !isOwn ? toIPv4(seventh, eighth) : undefined
}

/**
 * Says where a connection to an IP address ends: on this machine, where no webhook may go (cloud metadata, link-local,
 * unspecified and multicast addresses), or elsewhere. An IPv6 address that stands for an IPv4 address is judged as that one.
 */
export function classifyAddress(address: string): 'loopback' | 'forbidden' | 'elsewhere' {
  // A zone names an interface: `fe80::1%eth0`.
  const [bare = ''] = address.split('%')
  const embedded = isIPv6(bare) ? embeddedIPv4(bare) : undefined
  if (embedded !== undefined) return classifyAddress(embedded)
  if (!isIPv4(bare) && !isIPv6(bare)) return 'forbidden'
  const family = isIPv4(bare) ? 'ipv4' : 'ipv6'
  if (loopback.check(bare, family)) return 'loopback'
  return forbidden.check(bare, family) ? 'forbidden' : 'elsewhere'
}
