import type { JsonSchema } from './types.ts'

type Numbers = readonly [number, number]

// JSON Schema counts the length of a string in code points, as the params do. The patterns are written so that every dialect
// of regular expressions reads them alike; only `\p{…}` and characters beyond 16 bits need the Unicode mode, in which JSON
// Schema reads all patterns.
const amount = '^(?=.*[1-9])[0-9]{1,40}(\\.[0-9]{1,40})?$'
const letters = '^[\\p{L}\\p{M}\\p{N}_-]+$'
// Names of token standards, which the params refuse as well, are left out: no code of the gateway is one.
const code = '^[A-Za-z0-9_-]{1,32}$'
const date = '^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{1,2}:[0-9]{2}:[0-9]{2}$'
const script =
  '^(?:[Jj][Aa][Vv][Aa][Ss][Cc][Rr][Ii][Pp][Tt]|[Vv][Bb][Ss][Cc][Rr][Ii][Pp][Tt]|[Dd][Aa][Tt][Aa]|[Bb][Ll][Oo][Bb]):'
const ofLength = ([minLength, maxLength]: Numbers) => ({ type: 'string', minLength, maxLength })
const within = (type: string, [minimum, maximum]: Numbers) => ({ type, minimum, maximum })

/** Makers of a JSON Schema by the form of the message. They get the captures as strings and as numbers. */
const kinds: readonly (readonly [RegExp, (texts: readonly string[], numbers: Numbers) => JsonSchema])[] = [
  [/^must be a decimal string above zero/, () => ({ type: 'string', pattern: amount })],
  [/^must be a string of (\d+) to (\d+) characters$/, (_, range) => ofLength(range)],
  [
    /^must be a string of (\d+) to (\d+) visible characters without white space$/,
    (_, range) => ({ ...ofLength(range), pattern: '^[^\\s\\p{C}]+$' }),
  ],
  [/^must be a string that is not empty$/, () => ({ type: 'string', minLength: 1 })],
  [/^must be a code like /, () => ({ type: 'string', pattern: code })],
  [
    /^must be (\d+) to (\d+) letters, digits, "_" or "-"$/,
    (_, range) => ({ type: 'string', pattern: `^[A-Za-z0-9_-]{${range.join(',')}}$` }),
  ],
  [
    /^must be a string of (\d+) to (\d+) letters or digits of any script, "_" or "-"/,
    (_, range) => ({ ...ofLength(range), pattern: letters }),
  ],
  [/^must be an https URL of (\d+) to (\d+) characters/, (_, range) => ({ ...ofLength(range), format: 'uri' })],
  [
    /^must be an absolute URL of (\d+) to (\d+) characters/,
    (_, range) => ({ ...ofLength(range), format: 'uri', not: { pattern: script } }),
  ],
  [/^must be one of: (.+)$/, ([words = '']) => ({ type: 'string', enum: words.split(', ') })],
  [/^must be "(.+)" or left out$/, ([word]) => ({ type: 'string', const: word })],
  [/^must be true or false$/, () => ({ type: 'boolean' })],
  [/^must be a number from (-?\d+) to (-?\d+)$/, (_, range) => within('number', range)],
  [/^must be a whole number(?: of \w+)? from (-?\d+) to (-?\d+)$/, (_, range) => within('integer', range)],
  // What is sent for a `Date` is such a string too.
  [/^must be a Date, or a string like /, () => ({ type: 'string', pattern: date })],
  [/^must be an e-mail address$/, () => ({ type: 'string', format: 'email' })],
  [/^must be a list of (\d+) to (\d+) like /, (_, [minItems, maxItems]) => ({ type: 'array', minItems, maxItems })],
]

/** Returns the limits in a field's message as a JSON Schema; throws for a message of a new form, to be added to the table. */
export function limitsOf(message: string): JsonSchema {
  for (const [pattern, make] of kinds) {
    const [, ...texts] = pattern.exec(message) ?? []
    if (pattern.test(message)) return make(texts, texts.map(Number) as unknown as Numbers)
  }
  throw new Error(`tests/tools/reference/limits-of.ts does not know what a param that "${message}" is in JSON Schema.`)
}
