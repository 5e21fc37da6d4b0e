// A second, slower opinion on what scanObject accepts: JSON.parse decides on the grammar, and the rules that come on
// top of it are looked up in the value, and in a count of the names, instead of in the text.

/** Whether every surrogate has its other half: only then do UTF-8 bytes lead back to the text. */
const isWellFormed = (text: string) => new TextDecoder().decode(new TextEncoder().encode(`.${text}`)) === `.${text}`

const isPlain = (text: string) => isWellFormed(text) && text !== '__proto__'

function depthOf(value: unknown): number {
  return typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0
}

function isClean(value: unknown): boolean {
  if (typeof value === 'string') return isWellFormed(value)
  if (typeof value !== 'object' || value === null) return true
  const names = Array.isArray(value) ? [] : Object.keys(value)
  return names.every(isPlain) && Object.values(value).every(isClean)
}

function countNames(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const own = Array.isArray(value) ? 0 : Object.keys(value).length
  return Object.values(value).reduce<number>((sum, inner) => sum + countNames(inner), own)
}

const strings = /"(?:[^"\\]|\\.)*"/g

/** Whether a text is a JSON object that no two parsers can read differently. */
export function isTrustworthyObject(text: string): boolean {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return false
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const colons = text.replace(strings, '').match(/:/g)?.length ?? 0
  // A name that stands twice is one member less in the value than there are colons in the text.
  return colons === countNames(value) && isClean(value) && depthOf(value) <= 128
}
