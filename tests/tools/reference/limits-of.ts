import type { JsonSchema } from './types.ts'

type Numbers = readonly [number, number]

// The patterns of the params, written so that every dialect of regular expressions reads them alike.
const amount = '^(?=.*[1-9])[0-9]{1,40}(\\.[0-9]{1,40})?$'
const date = '^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{1,2}:[0-9]{2}:[0-9]{2}$'
const ofLength = ([minLength, maxLength]: Numbers) => ({ type: 'string', minLength, maxLength })
const within = (type: string, [minimum, maximum]: Numbers) => ({ type, minimum, maximum })

/** Makers of a JSON Schema by the form of the message. They get the captures as strings and as numbers. */
const kinds: readonly (readonly [RegExp, (texts: readonly string[], numbers: Numbers) => JsonSchema])[] = [
  [/^must be a decimal string above zero/, () => ({ type: 'string', pattern: amount })],
  [/^must be a string of (\d+) to (\d+) characters$/, (_, range) => ofLength(range)],
  [/^must be a code like /, () => ({ type: 'string', pattern: '^[A-Za-z0-9_-]{1,32}$' })],
  [
    /^must be (\d+) to (\d+) letters, digits, "_" or "-"/,
    (_, range) => ({ type: 'string', pattern: `^[A-Za-z0-9_-]{${range.join(',')}}$` }),
  ],
  [/^must be an https URL of (\d+) to (\d+) characters/, (_, range) => ({ ...ofLength(range), format: 'uri' })],
  [/^must be one of: (.+)$/, ([words = '']) => ({ type: 'string', enum: words.split(', ') })],
  [/^must be "(.+)" or left out$/, ([word]) => ({ type: 'string', const: word })],
  [/^must be true or false$/, () => ({ type: 'boolean' })],
  [/^must be a number from (-?\d+) to (-?\d+)$/, (_, range) => within('number', range)],
  [/^must be a whole number(?: of \w+)? from (-?\d+) to (-?\d+)$/, (_, range) => within('integer', range)],
  [/^must be a date like /, () => ({ type: 'string', pattern: date })],
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
