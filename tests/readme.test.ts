import assert from 'node:assert/strict'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import ts from 'typescript'
import { compilerOptions, program } from './support/public-api.ts'
import { readReadme } from './support/readme.ts'
import { runCommand } from './support/run-command.ts'
import { root } from './support/sources.ts'

// Each block becomes a file in a folder that git and the compiler do not see, named after this process.
const folder = `${root}tests/.readme/${process.pid}`
mkdirSync(folder, { recursive: true })
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

const blocks = readReadme().map((block, index) => ({ ...block, file: `${folder}/block-${index}.ts` }))
for (const { file, code } of blocks) writeFileSync(file, code)

const running = blocks.filter(({ runs }) => runs)
const run = runCommand(process.execPath, [
  '--import',
  'tsx',
  'tests/support/run-blocks.ts',
  ...running.map((each) => each.file),
])

// A reader's file need not use all that it declares.
const options = { ...compilerOptions(), noUnusedLocals: false }
const files = blocks.map(({ file }) => file)
const blockProgram = ts.createProgram(files, options, undefined, program)

function problemsOf(file: string): readonly string[] {
  const tree = blockProgram.getSourceFile(file)
  assert.ok(tree)
  const found = [...blockProgram.getSyntacticDiagnostics(tree), ...blockProgram.getSemanticDiagnostics(tree)]
  return found.map(({ start = 0, messageText }) => {
    const { line } = tree.getLineAndCharacterOfPosition(start)
    return `line ${line + 1} of the block: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`
  })
}

test('README.md has blocks to check', () => {
  assert.ok(running.length > 3)
})

for (const { name, file } of blocks) {
  test(`the block below "${name}" compiles`, () => {
    assert.deepEqual(problemsOf(file), [])
  })
}

for (const [index, { name }] of running.entries()) {
  test(`the block below "${name}" runs`, async () => {
    const { output } = await run
    const lastLine = output.trim().split('\n').at(-1) ?? ''
    assert.match(lastLine, /^\[/, `A block stopped the process: ${output}`)
    assert.equal((JSON.parse(lastLine) as (string | null)[])[index], null)
  })
}
