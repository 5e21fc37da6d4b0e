/** Returns the complaint about a name that is not known: it suggests the nearest known name, or lists all of them. */
export function describeUnknownName(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known)
  if (nearest !== undefined) return `is not known (did you mean ${nearest}?)`
  return `is not known (known are ${known.join(', ') || 'none'})`
}

/** Returns the known name that a mistyped one probably means, or `undefined` if none is near. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  // The work grows with the length, and a name may come from outside.
  const given = lettersOf(name.slice(0, 64))
  let nearest: string | undefined
  // One letter may differ in the shortest name, three of eight, four of a long one: that has most letters anyway.
  let least = Math.log2(given.length + 1)
  for (const candidate of known) {
    const letters = lettersOf(candidate)
    const differences = [surplus(given, letters), surplus(letters, given)] as const
    // Most slips begin like the name: without that, words of the same letters would be near.
    const distance = given[0] === letters[0] ? Math.max(...differences) : differences[0] + differences[1]
    if (distance <= least) [nearest, least] = [candidate, distance]
  }
  return nearest
}

// `callback_url`, `webhookUrl` and `url_callback` have the same letters, and so have most misspellings. `apiKey` is the payment
// key, and what others call the secret.
const lettersOf = (name: string) =>
  name
    .toLowerCase()
    .replace('webhook', 'callback')
    .replace(/payment_?(api_?)?key|(api_?)?secret/, 'apikey')
    .replace(/[^a-z\d]/g, '')

/** Number of letters of `a` that `b` lacks. */
const surplus = (a: string, b: string) => [...b].reduce((rest, letter) => rest.replace(letter, ''), a).length
