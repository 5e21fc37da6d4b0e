const lineWidth = 120

/** Returns a list on one line, as Biome formats it, or `undefined` for one that does not fit. */
function onOneLine(list: readonly unknown[], room: number): string | undefined {
  if (list.some((item) => typeof item === 'object' && item !== null && Object.keys(item).length > 0)) return undefined
  const line = `[${list.map((item) => JSON.stringify(item)).join(', ')}]`
  return line.length <= room ? line : undefined
}

/** Formats JSON in the way of Biome, so that the output needs no further formatting. */
export function formatJson(value: unknown, indent = '', room = lineWidth): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const inner = `${indent}  `
  const spread = (lines: readonly string[]) => lines.map((line) => `${inner}${line}`).join(',\n')
  if (Array.isArray(value)) {
    const line = onOneLine(value, room)
    return line ?? `[\n${spread(value.map((item) => formatJson(item, inner, lineWidth - inner.length)))}\n${indent}]`
  }
  const members = Object.entries(value).map(([name, member]) => {
    const label = `${JSON.stringify(name)}: `
    // One column more for the comma behind it.
    return label + formatJson(member, inner, lineWidth - inner.length - label.length - 1)
  })
  return members.length === 0 ? '{}' : `{\n${spread(members)}\n${indent}}`
}
