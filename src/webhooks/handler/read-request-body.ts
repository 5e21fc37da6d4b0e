import { isCryptomusError } from '../../errors/is-cryptomus-error.ts'
import { cancelBody, openReader, readText } from '../../platform/read-text.ts'
import type { WebRequest } from '../../platform/types.ts'
import { raceTimeout } from '../../platform/waiting.ts'
import { type Reply, reply } from './reply.ts'

interface BodyLike {
  readonly body?: { readonly locked?: boolean } | null | undefined
  readonly bodyUsed?: boolean | undefined
  text(): Promise<string>
}

interface Limits {
  readonly maxBodyBytes: number
  readonly bodyTimeoutMs: number
}

const isUsedUp =
  'The body of the request has already been read. Hand the request over before anything reads it, or read a clone: ' +
  'request.clone().'

async function readWhole(request: BodyLike, maxBodyBytes: number): Promise<string | Reply> {
  const text = await request.text()
  return new TextEncoder().encode(text).byteLength > maxBodyBytes ? reply('too_large') : text
}

function explain(error: unknown): Reply {
  if (isCryptomusError(error, 'webhook')) return reply('failed', { text: error.message, error })
  // Cut off by the sender, or bytes that are not UTF-8.
  return reply('malformed', { text: 'the body could not be read', error })
}

/** Reads the raw body of a delivery: within its time, no larger than allowed, and strictly as UTF-8. */
export async function readRequestBody(
  request: WebRequest,
  { maxBodyBytes, bodyTimeoutMs }: Limits,
): Promise<{ readonly text: string } | Reply> {
  const given = request as BodyLike
  if (given.bodyUsed === true || given.body?.locked === true)
    return reply('failed', { text: isUsedUp, detail: isUsedUp })
  const reader = openReader(given.body)
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  const reading = reader ? readText(reader, maxBodyBytes, decoder) : readWhole(given, maxBodyBytes)
  const late = reply('malformed', { text: 'the body did not arrive in time' })
  const read = (await raceTimeout(reading, bodyTimeoutMs, late).catch(explain)) ?? reply('too_large')
  if (typeof read === 'string') return { text: read }
  // Whoever sends too much or too slowly must not hold the connection.
  if (reader) cancelBody(given.body, reader)
  return read
}
