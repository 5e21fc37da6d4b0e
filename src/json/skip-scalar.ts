const isDigit = (code: number) => code >= 0x30 && code <= 0x39

/** Position behind a run of digits, or -1 when there is not one digit. */
function skipDigits(text: string, start: number): number {
  let at = start
  while (isDigit(text.charCodeAt(at))) at++
  return at === start ? -1 : at
}

function skipNumber(text: string, start: number): number {
  let at = text[start] === '-' ? start + 1 : start
  at = text[at] === '0' ? at + 1 : skipDigits(text, at)
  if (at > 0 && text[at] === '.') at = skipDigits(text, at + 1)
  if (at > 0 && (text[at] === 'e' || text[at] === 'E')) {
    const sign = text[at + 1]
    at = skipDigits(text, sign === '+' || sign === '-' ? at + 2 : at + 1)
  }
  return at
}

/** Position behind the JSON number, `true`, `false` or `null` that starts at a position, or -1 when none does. */
export function skipScalar(text: string, start: number): number {
  if (text.startsWith('true', start) || text.startsWith('null', start)) return start + 4
  if (text.startsWith('false', start)) return start + 5
  return skipNumber(text, start)
}
