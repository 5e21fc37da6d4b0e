import { comma, skipSpace } from './characters.ts'
import type { Member } from './scan-object.ts'

/** Takes one member and one comma out of a scanned JSON object and keeps every other character as it was. */
export function cutMember(text: string, member: Member, previous: Member | undefined): string {
  if (previous !== undefined) return text.slice(0, previous.end) + text.slice(member.end)
  const next = skipSpace(text, member.end)
  const end = text.charCodeAt(next) === comma ? next + 1 : member.end
  return text.slice(0, member.start) + text.slice(end)
}
