import { createRandom } from './random.ts'

// Half surrogate pairs are written as escapes: an editor would mend them.
const pieces = [
  'a',
  ' ',
  '/',
  '"',
  '\\',
  '\u0000',
  '\u007f',
  'é',
  'Ж',
  '漢',
  '\u2028',
  '🎉',
  '👨\u200d👩',
  '\ud83c',
  '\udf89',
  '\ufeff',
]

/** The same texts at each run, from empty to some hundred characters. */
export function randomTexts(count: number, seed = 1): readonly string[] {
  const random = createRandom(seed)
  return Array.from({ length: count }, () =>
    Array.from({ length: random.below(80) }, () => random.pick(pieces)).join(''),
  )
}
