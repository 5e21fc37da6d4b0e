/** Colors a text on a terminal; a file or a pipe gets the text alone. */
const paint = (code: number) => (text: string) => (process.stdout.isTTY ? `\u001b[${code}m${text}\u001b[0m` : text)

const bold = paint(1)
const green = paint(32)
const red = paint(31)
const grey = paint(90)

// Characters in a line.
const width = 96

/** Breaks a text into lines, and indents all but the first. */
function wrap(text: string, indent: string): string {
  const lines: string[] = ['']
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? ''
    if (line.length + word.length + 1 > width - indent.length && line !== '') lines.push(word)
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`
  }
  return lines.join(`\n${indent}`)
}

/** Prints a heading. */
export const heading = (text: string) => console.log(`\n${bold(text)}`)
/** Prints a result that is as expected. */
export const ok = (text: string) => console.log(`  ${green('✓')} ${wrap(text, '    ')}`)
/** Prints a refusal. */
export const refused = (text: string) => console.log(`  ${red('✗')} ${wrap(text, '    ')}`)
/** Prints a detail. */
export const note = (text: string) => console.log(`  ${grey(wrap(text, '  '))}`)

/** Prints the last line, with the duration in seconds. */
export const summary = (text: string, ms: number) =>
  console.log(`\n${bold('Done')} in ${(ms / 1000).toFixed(1)} s: ${text}.\n`)
