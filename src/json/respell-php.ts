import { isSpace, quote } from './characters.ts'
import { spellPhpString } from './spell-php-string.ts'
import { skipString } from './tokens.ts'

const spelledOtherwise = /[\\/\u2028\u2029]/

function respellString(token: string): string {
  return spelledOtherwise.test(token) ? spellPhpString(JSON.parse(token) as string) : token
}

/**
 * Spells a scanned JSON text as PHP would have: no white space between tokens, each string in PHP's spelling, and
 * every other token as it was. Two texts with different meanings never come out the same.
 */
export function respellPhp(text: string): string {
  let spelled = ''
  let from = 0
  let at = 0
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === quote) {
      const end = skipString(text, at)
      spelled += text.slice(from, at) + respellString(text.slice(at, end))
      from = at = end
    } else if (isSpace(code)) {
      spelled += text.slice(from, at)
      from = at = at + 1
    } else {
      at++
    }
  }
  return spelled + text.slice(from)
}
