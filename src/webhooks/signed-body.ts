import type { WebhookReason } from '../errors/types.ts'
import { cutMember } from '../json/cut-member.ts'
import { type Member, scanObject } from '../json/scan-object.ts'

/** A body taken apart: what was signed, the signature, and which kind of event it says it is. */
export interface SignedBody {
  /** The body without its `sign`, every other character as it came. */
  readonly signed: string
  /** The signature: 32 lower-case hex digits. */
  readonly sign: string
  /** The value of `type`, when it is a string. */
  readonly type: string | undefined
}

const signPattern = /^"[0-9a-f]{32}"$/

/** Reads the string value of a member. `undefined` when there is no such member or its value is no string. */
export function readStringMember(text: string, members: readonly Member[], name: string): string | undefined {
  const member = members.find((candidate) => candidate.name === name)
  if (member === undefined || text[member.valueStart] !== '"') return undefined
  return JSON.parse(text.slice(member.valueStart, member.end)) as string
}

/** Takes the signature out of a raw body, or tells why it cannot be trusted. */
export function readSignedBody(
  text: string,
): { readonly ok: true; readonly body: SignedBody } | { readonly ok: false; readonly reason: WebhookReason } {
  const scan = scanObject(text)
  if (!scan.ok) return scan
  const index = scan.members.findIndex(({ name }) => name === 'sign')
  const member = scan.members[index]
  if (member === undefined || text[member.valueStart] !== '"') return { ok: false, reason: 'sign_missing' }
  const token = text.slice(member.valueStart, member.end)
  if (!signPattern.test(token)) return { ok: false, reason: 'sign_mismatch' }
  const signed = cutMember(text, member, scan.members[index - 1])
  const type = readStringMember(text, scan.members, 'type')
  return { ok: true, body: { signed, sign: token.slice(1, -1), type } }
}
