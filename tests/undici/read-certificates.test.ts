import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { test } from 'node:test'
import { readCertificates } from '../../src/undici/read-certificates.ts'
import { serverIdentity, testAuthority } from '../tools/secure-loopback.ts'

const { cert, key } = serverIdentity
const bytes = (text: string) => new TextEncoder().encode(text)
const commented = `# Our authority\r\n${testAuthority.replaceAll('\n', '\r\n')}\r\n# A server\r\n${cert}`

const usable: readonly (readonly [string, unknown, readonly string[]])[] = [
  ['a text', testAuthority, [testAuthority]],
  ['bytes', bytes(testAuthority), [testAuthority]],
  ['a buffer', Buffer.from(testAuthority), [testAuthority]],
  ['a list', [testAuthority, bytes(cert)], [testAuthority, cert]],
  ['several in one text, with comments and other line ends', commented, [testAuthority, cert]],
  ['one beside a key', key + testAuthority, [testAuthority]],
]

const fingerprints = (certificates: readonly string[]) =>
  certificates.map((certificate) => new X509Certificate(certificate).fingerprint256)

for (const [what, ca, expected] of usable) {
  test(`certificates are read from ${what}`, () => {
    assert.deepEqual(fingerprints(readCertificates(ca) ?? []), fingerprints(expected))
  })
}

const unusable: readonly (readonly [string, unknown])[] = [
  ['an empty text', ''],
  ['an empty list', []],
  ['a path', '/etc/ssl/ca.pem'],
  ['a key', key],
  ['DER', new X509Certificate(testAuthority).raw],
  ['a certificate that is cut short', testAuthority.slice(0, 200)],
  ['a certificate with something missing', testAuthority.replace(/\n.{20}/, '\n')],
  ['a list with one that is none', [testAuthority, 'x']],
  ['a list within a list', [[testAuthority]]],
  ['a number', 7],
  ['nothing', undefined],
  ['null', null],
]

for (const [what, ca] of unusable) {
  test(`nothing is read from ${what}`, () => {
    assert.equal(readCertificates(ca), undefined)
  })
}
