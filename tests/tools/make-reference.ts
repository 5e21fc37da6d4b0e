import { writeFileSync } from 'node:fs'
import { root } from '../support/root.ts'
import { makeReference, readOutput } from './reference/make-outputs.ts'
import { command } from './reference/markdown/notice.ts'

// Writes the files that are made from the operations: their page, the OpenAPI document, the table in README.md and the
// exports in src/index.ts. With --check, writes nothing and fails if a file is out of date.

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
