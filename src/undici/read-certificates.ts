import { X509Certificate } from 'node:crypto'

const pem = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g

const toText = (entry: unknown) => (entry instanceof Uint8Array ? Buffer.from(entry).toString('latin1') : entry)

/**
 * Reads certificates from PEM, several in one text or in a list; `undefined` when there is none or one is broken.
 *
 * TLS itself passes over what it cannot read, so a wrong file would only show as a server that is not trusted.
 */
export function readCertificates(ca: unknown): readonly string[] | undefined {
  const texts = (Array.isArray(ca) ? ca : [ca]).map(toText)
  const lists = texts.map((text) => (typeof text === 'string' ? [...(text.match(pem) ?? [])] : []))
  if (lists.length === 0 || lists.some((list) => list.length === 0)) return undefined
  try {
    return lists.flat().map((certificate) => new X509Certificate(certificate).toString())
  } catch {
    return undefined
  }
}
