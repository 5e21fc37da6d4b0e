import { encodePhp } from '../../json/php.ts'
import type { ApiFault } from '../faults.ts'
import type { Answer } from '../world/answer.ts'

/** What goes back to the caller of the API. */
export interface ApiReply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  /** How the connection breaks: before the reply, never, or in the middle of it. */
  readonly broken?: 'drop' | 'stall' | 'half-body' | undefined
}

// As recorded.
const headers = { 'content-type': 'application/json', 'x-powered-by': 'PHP/8.1' }

// What PHP may write otherwise than JavaScript does: a character beyond ASCII, or a number with an exponent.
const differs = /[\u0080-\uffff]|:-?[\d.]+e/

/** Writes JSON as PHP does, with its slashes escaped and in ASCII. */
function encode(body: unknown): string {
  const json = JSON.stringify(body)
  return differs.test(json) ? encodePhp(body, { escapeUnicode: true }) : json.replaceAll('/', '\\/')
}

/** Writes an answer as the gateway does. */
export const toReply = ({ status, body }: Answer): ApiReply => ({ status, headers, text: encode(body) })

/** A reply that is about HTTP and not about money, as the gateway writes it. */
export const toFailure = (status: number, message: string): ApiReply =>
  toReply({ status, body: { message, code: status, error: null } })

const page =
  '<!DOCTYPE html>\n<html lang="en"><head><title>502 Bad Gateway</title></head>\n' +
  '<body><center><h1>502 Bad Gateway</h1></center><hr><center>cloudflare</center></body></html>\n'

/** Whether the gateway carries out a request that goes wrong in this way. */
export const actsDespite = ({ kind, acts = false }: ApiFault): boolean =>
  ['act-then-drop', 'stall', 'slow', 'half-body', 'stale'].includes(kind) || acts

/** Turns the reply to a request into what a fault makes of it. */
export function spoil(
  reply: ApiReply | undefined,
  { kind, message = 'You are forbidden', status = 422 }: ApiFault,
): ApiReply {
  if (kind === '429') {
    const tooMany = toReply({ status: 429, body: { message: 'Too Many Attempts.' } })
    return { ...tooMany, headers: { ...headers, 'retry-after': '1' } }
  }
  if (kind === '500') return toFailure(500, 'Server error, #1')
  if (kind === '502') return { status: 502, headers: { 'content-type': 'text/html; charset=UTF-8' }, text: page }
  if (kind === 'refuse') return toReply({ status, body: { state: 1, message } })
  if (reply !== undefined && kind === 'half-body') return { ...reply, broken: kind }
  if (reply !== undefined && kind === 'stall') return { ...reply, broken: kind }
  return reply === undefined || kind === 'act-then-drop' ? { status: 0, headers: {}, text: '', broken: 'drop' } : reply
}
