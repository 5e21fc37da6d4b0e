/** Prints what the examples show, for a person to enjoy. Colours only on a terminal. */
const paint = (code: number) => (text: string) => (process.stdout.isTTY ? `\u001b[${code}m${text}\u001b[0m` : text)

const bold = paint(1)
const green = paint(32)
const red = paint(31)
const grey = paint(90)

const width = 96

/** Breaks a text into lines and lets those after the first start further in. */
function wrap(text: string, indent: string): string {
  const lines: string[] = ['']
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? ''
    if (line.length + word.length + 1 > width - indent.length && line !== '') lines.push(word)
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`
  }
  return lines.join(`\n${indent}`)
}

export const heading = (text: string) => console.log(`\n${bold(text)}`)
export const ok = (text: string) => console.log(`  ${green('✓')} ${wrap(text, '    ')}`)
export const refused = (text: string) => console.log(`  ${red('✗')} ${wrap(text, '    ')}`)
export const note = (text: string) => console.log(`  ${grey(wrap(text, '  '))}`)

export const summary = (text: string, ms: number) =>
  console.log(`\n${bold('Done')} in ${(ms / 1000).toFixed(1)} s: ${text}.\n`)
