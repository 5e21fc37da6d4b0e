import { scanObject } from '../../src/json/scan-object.ts'
import type { Random } from './random.ts'

/** Changes one letter or digit of what a signature covers. Always a change of meaning, or of being JSON at all. */
export function tamper(body: string, random: Random): string {
  const scan = scanObject(body)
  const sign = typeof scan !== 'string' ? scan.find(({ name }) => name === 'sign') : undefined
  if (sign === undefined) throw new Error(`No signed body: ${body}`)
  const signed = [...body.matchAll(/[a-z0-9]/g)].map(({ index }) => index)
  const at = random.pick(signed.filter((index) => index < sign.start || index >= sign.end))
  const character = body.charAt(at)
  const others = [...(/\d/.test(character) ? '0123456789' : 'abcdefghijklmnopqrstuvwxyz')].filter(
    (other) => other !== character,
  )
  return body.slice(0, at) + random.pick(others) + body.slice(at + 1)
}
