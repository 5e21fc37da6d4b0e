/** Number of single-character edits that turn one name into the other (Levenshtein). */
function editDistance(a: string, b: string): number {
  let row = [...b, ''].map((_, column) => column)
  for (const [i, letter] of [...a].entries()) {
    let left = i + 1
    row = row.map((above, j) => {
      if (j > 0) left = Math.min(left + 1, above + 1, row[j - 1]! + Number(letter !== b[j - 1]))
      return left
    })
  }
  return row[b.length]!
}

/** The known name that a misspelt one most likely means, or `undefined` when none is near. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const spelled = name.slice(0, 64).toLowerCase()
  let nearest: string | undefined
  let least = Math.max(2, spelled.length / 3) + 1
  for (const candidate of known) {
    const distance = editDistance(spelled, candidate.toLowerCase())
    if (distance < least) [nearest, least] = [candidate, distance]
  }
  return nearest
}
