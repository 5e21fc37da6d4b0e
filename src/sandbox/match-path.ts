/** Reads the params that a path carries where its template has `{name}`; `undefined` where the two do not match. */
export function matchPath(template: string, path: string): Readonly<Record<string, string>> | undefined {
  if (!template.includes('{')) return template === path ? {} : undefined
  const pattern = new RegExp(`^${template.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`)
  const match = pattern.exec(path)
  if (match === null) return undefined
  try {
    return Object.fromEntries(
      Object.entries(match.groups ?? {}).map(([name, text]) => [name, decodeURIComponent(text)]),
    )
  } catch {
    return undefined
  }
}
