import assert from 'node:assert/strict'
import { fileURLToPath } from 'node:url'
import { inspect } from 'node:util'

function chain(error: unknown, depth = 0): readonly unknown[] {
  if (typeof error !== 'object' || error === null || depth > 9) return [error]
  return [error, ...('cause' in error ? chain(error.cause, depth + 1) : [])]
}

/** The folder of the project as the views write it: stacks name it, and it may be called anything. */
const folder = new URL('../../', import.meta.url)
const path = fileURLToPath(folder)
const foldersOfStacks = [folder.href, path, JSON.stringify(path).slice(1, -1), inspect(path).slice(1, -1)]

/** Every way in which a person or a log may come to see an error, in one text. */
export function errorViews(error: unknown): string {
  const views = chain(error)
    .flatMap((each) => [
      String(each),
      String((each as Error)?.message),
      String((each as Error)?.stack),
      JSON.stringify(each),
      JSON.stringify(Object.getOwnPropertyDescriptors(Object(each))),
      inspect(each, { depth: null, showHidden: true, maxStringLength: null, maxArrayLength: null }),
    ])
    .join('\n')
  return foldersOfStacks.reduce((text, name) => text.replaceAll(name, ''), views)
}

/** Fails when one of the secrets can be seen in an error. */
export function assertHidden(error: unknown, secrets: Readonly<Record<string, string>>): void {
  const views = errorViews(error)
  for (const [name, secret] of Object.entries(secrets)) {
    assert.ok(!views.includes(secret), `${name} can be seen in: ${views.slice(0, 2000)}`)
  }
}
