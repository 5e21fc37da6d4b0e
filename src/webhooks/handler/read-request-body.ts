import { isCryptomusError } from '../../errors/is-cryptomus-error.ts'
import { cancelBody, openReader, readText } from '../../platform/read-text.ts'
import type { WebRequest } from '../../platform/types.ts'
import { raceTimeout } from '../../platform/waiting.ts'
import { webhookError } from '../webhook-error.ts'
import { isReply, type Reply, reply, type Step } from './reply.ts'

interface BodyLike {
  readonly body?: { readonly locked?: boolean } | null | undefined
  readonly bodyUsed?: boolean | undefined
  text(): Promise<string>
}

interface Limits {
  readonly maxBodyBytes: number
  readonly bodyTimeoutMs: number
}

const isUsedUp = 'The body has been read. Pass the request unread, and read request.clone() yourself.'

async function readWhole(request: BodyLike, maxBodyBytes: number): Promise<string | undefined> {
  const text: unknown = await request.text()
  // An object that a parser made could resemble a reply.
  if (typeof text !== 'string') throw webhookError('not_raw')
  return new TextEncoder().encode(text).byteLength > maxBodyBytes ? undefined : text
}

const malformed = (text: string, error?: unknown): Reply => reply('refused', { text, error })

function explain(error: unknown): Reply {
  if (isCryptomusError(error, 'webhook')) return reply('failed', { text: error.message, error })
  // Cut off by the sender, or bytes that are not UTF-8.
  return malformed('the body could not be read', error)
}

/** Reads the raw body of a delivery: within its time, no larger than allowed, and strictly as UTF-8. */
export async function readRequestBody(
  request: WebRequest,
  { maxBodyBytes, bodyTimeoutMs }: Limits,
): Promise<Step<string>> {
  const given = request as BodyLike
  if (given.bodyUsed || given.body?.locked) {
    return reply('failed', { text: isUsedUp, detail: isUsedUp })
  }
  const reader = openReader(given.body)
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  const reading = reader ? readText(reader, maxBodyBytes, decoder) : readWhole(given, maxBodyBytes)
  const late = () => malformed('the body did not arrive in time')
  const read = reading.then((text) => text ?? reply('refused', { code: 413, text: 'too_large' }), explain)
  const step = await raceTimeout<Step<string>>(read, bodyTimeoutMs, late)
  // Whoever sends too much or too slowly must not hold the connection.
  if (reader && isReply(step)) cancelBody(given.body, reader)
  return step
}
