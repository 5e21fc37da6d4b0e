import { writeFileSync } from 'node:fs'
import { root } from '../support/sources.ts'
import { makeReference, readOutput } from './reference/make-outputs.ts'
import { command } from './reference/markdown/notice.ts'

// Writes what is made from the operations: the pages beside them, the table in README.md and the OpenAPI document.
// With --check, writes nothing and fails when something on disk is out of date.

const isCheck = process.argv.includes('--check')
const stale = makeReference().outputs.filter(({ path, text }) => readOutput(path) !== text)

for (const { path, text } of stale) {
  if (!isCheck) writeFileSync(root + path, text)
  console.log(`${path} ${isCheck ? 'is out of date' : 'was written'}`)
}
if (isCheck && stale.length > 0) {
  console.error(`Run: ${command}`)
  process.exitCode = 1
}
