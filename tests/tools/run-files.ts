import { resolve } from 'node:path'
import { describe, test } from 'node:test'
import { pathToFileURL } from 'node:url'

// Imports the test files it is given into one process: a process a file would spend most of the run on starting up.
// Each becomes a suite, so that its hooks are its own, one after the other, so that a module that several of them
// wait for registers nothing in the suite of another.

const load = (file: string) =>
  new Promise<void>((loaded) => {
    process.send?.({ began: `loading ${file}` })
    describe(file, async () => {
      try {
        await import(pathToFileURL(resolve(file)).href)
      } catch (error) {
        test('can be loaded', () => {
          throw error
        })
      } finally {
        loaded()
      }
    })
  })

for (const file of process.argv.slice(2)) await load(file)
