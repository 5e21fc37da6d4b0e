import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './root.ts'

/** One edit of a source file: a text that occurs once, and what takes its place. */
export type Edit = readonly [file: string, from: string, to: string]

/**
 * Runs with a copy of a folder of src in which some places are broken on purpose, so that a test can show that it would notice.
 *
 * An edit that no longer fits fails: a mutant that is the original would be caught by nothing and prove nothing.
 */
export async function withMutant<Modules extends object, Value>(
  folder: string,
  files: readonly string[],
  edits: readonly Edit[],
  run: (modules: Modules) => Promise<Value>,
): Promise<Value> {
  const copy = mkdtempSync(join(tmpdir(), 'mutant-'))
  try {
    // Otherwise all that it imports would be loaded a second time, as CommonJS.
    writeFileSync(join(copy, 'package.json'), '{"type":"module"}')
    for (const name of readdirSync(`${root}src/${folder}`).filter((each) => each.endsWith('.ts'))) {
      let text = readFileSync(`${root}src/${folder}/${name}`, 'utf8')
      for (const [file, from, to] of edits) {
        if (file !== name) continue
        assert.equal(text.split(from).length, 2, `${name} must hold this once: ${from}`)
        text = text.replace(from, () => to)
      }
      const outside = pathToFileURL(`${root}src/`).href
      writeFileSync(
        join(copy, name),
        text.replaceAll(/(from|import\() ?'\.\.\//g, (start) => `${start.slice(0, -3)}${outside}`),
      )
    }
    const loaded = await Promise.all(files.map((name) => import(pathToFileURL(join(copy, name)).href)))
    return await run(Object.assign({}, ...loaded) as Modules)
  } finally {
    rmSync(copy, { recursive: true })
  }
}
