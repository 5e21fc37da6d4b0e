import { readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'

/** One body as PHP wrote and signed it, in both of the encodings that may travel. */
export interface PhpRow {
  readonly key: string
  /** Spelled with JSON_UNESCAPED_UNICODE, as it was signed. */
  readonly raw: string
  /** Spelled with PHP's default flags. */
  readonly escaped: string
}

export const corpusFile = new URL('../fixtures/php-corpus.jsonl.br', import.meta.url)

export function readPhpRows(lines: readonly string[]): readonly PhpRow[] {
  return lines.map((line) => {
    const [key, raw, escaped] = JSON.parse(line) as [string, string, string]
    return { key, raw, escaped }
  })
}

/** The rows that were written down, so that nobody needs PHP to check against it. */
export function readPhpCorpus(): readonly PhpRow[] {
  return readPhpRows(brotliDecompressSync(readFileSync(corpusFile)).toString('utf8').split('\n').slice(0, -1))
}
