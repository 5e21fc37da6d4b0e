const replacement = '[redacted]'

// No key is shorter, and taking single letters out would leave nothing to read.
const shortestSecret = 6

/** A secret as it is, and as someone who repeats it inside JSON spells it. */
const spellings = (secret: string) => {
  const quoted = JSON.stringify(secret).slice(1, -1)
  return [secret, quoted, quoted.replaceAll('/', '\\/')]
}

/** Takes every occurrence of the secrets out of a text. Those of less than six characters are passed over. */
export function scrub(text: string, secrets: readonly string[]): string {
  return (
    secrets
      .filter(({ length }) => length >= shortestSecret)
      .flatMap(spellings)
      // The longest first, so that nothing remains of one that begins like another.
      .sort((a, b) => b.length - a.length)
      .reduce((clean, secret) => clean.replaceAll(secret, replacement), text)
  )
}
