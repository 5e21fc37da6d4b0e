import assert from 'node:assert/strict'
import { test } from 'node:test'
import { classifyAddress } from '../../../src/sandbox/server/addresses.ts'

const places: Readonly<Record<ReturnType<typeof classifyAddress>, readonly string[]>> = {
  loopback: [
    '127.0.0.1',
    '127.255.255.254',
    '::1',
    '0:0:0:0:0:0:0:1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::127.0.0.1',
  ],
  forbidden: [
    '0.0.0.0',
    '0.1.2.3',
    '::',
    '::0.0.0.0',
    '169.254.169.254',
    '169.254.170.2',
    '169.254.0.1',
    '100.100.100.200',
    '168.63.129.16',
    '192.0.0.192',
    '224.0.0.1',
    '239.255.255.250',
    '255.255.255.255',
    'fe80::1',
    'febf::1',
    'fe80::1%eth0',
    'fd00:ec2::254',
    'FD00:0EC2:0:0:0:0:0:0254',
    'fd20:ce::254',
    'ff02::1',
    // IPv4 within IPv6: mapped, SIIT, NAT64 (both prefixes), compatible, 6to4.
    '::ffff:169.254.169.254',
    '::ffff:a9fe:a9fe',
    '::ffff:100.100.100.200',
    '::ffff:0.0.0.0',
    '::ffff:0:169.254.169.254',
    '64:ff9b::169.254.169.254',
    '64:ff9b:1::a9fe:a9fe',
    '::169.254.169.254',
    '2002:a9fe:a9fe::1',
    // What is no address at all.
    '',
    'localhost',
    '1.2.3',
    '2130706433',
  ],
  elsewhere: [
    '10.0.0.1',
    '172.17.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '100.100.100.201',
    '126.255.255.255',
    '128.0.0.1',
    '169.253.255.255',
    '169.255.0.1',
    '223.255.255.255',
    '93.184.216.34',
    'fd00::1',
    'fc00::1',
    'fd00:ec3::254',
    'fec0::1',
    '2606:2800:220:1::1',
    '::2:0:0:1',
    '::ffff:10.0.0.1',
    '64:ff9b::8.8.8.8',
    '2002:0808:0808::1',
  ],
}

for (const [place, addresses] of Object.entries(places)) {
  test(`an address is told apart: ${place}`, () => {
    const wrong = addresses.filter((address) => classifyAddress(address) !== place)
    assert.deepEqual(wrong, [])
  })
}
