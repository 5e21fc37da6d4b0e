import assert from 'node:assert/strict'
import { test } from 'node:test'
import ts from 'typescript'
import { writeBlocks } from './tools/readme-blocks.ts'
import { runCommand } from './tools/run-command.ts'
import { root } from './tools/sources.ts'

const blocks = writeBlocks(['README.md', 'CONTRIBUTING.md'])
const files = blocks.map(({ file }) => file)
const toRun = blocks.filter(({ runs }) => runs).map(({ file }) => file)

const settings = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile)
const { options } = ts.parseJsonConfigFileContent(settings.config, ts.sys, root)
const program = ts.createProgram(files, { ...options, noUnusedLocals: false })

const running = runCommand(process.execPath, ['--import', 'tsx', 'tests/tools/run-blocks.ts', ...toRun])

test('the README has blocks to try', () => assert.ok(blocks.length >= 8))

for (const { place, file, runs } of blocks) {
  test(`the block at ${place} compiles`, () => {
    const source = program.getSourceFile(file)
    const complaints = ts.getPreEmitDiagnostics(program, source)
    const texts = complaints.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
    assert.deepEqual(texts, [])
  })

  test(`the block at ${place} runs`, { skip: !runs }, async () => {
    const { code, output } = await running
    assert.equal(code, 0, output)
    const failures = JSON.parse(output.trim().split('\n').at(-1) ?? '{}') as Readonly<Record<string, string>>
    assert.equal(failures[file], undefined)
  })
}
