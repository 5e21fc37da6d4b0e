import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { compileBlocks } from './support/compile-blocks.ts'
import { readReadme, writeBlocks } from './support/readme.ts'
import { root } from './support/root.ts'
import { runCommand } from './support/run-command.ts'

/** The pages whose code is checked. */
const pages = ['README.md', 'src/flows/README.md', 'src/sandbox/README.md']

const blocks = pages.flatMap((page) => readReadme(page))
const files = writeBlocks(blocks.map(({ code }) => code))
const problemsOf = compileBlocks(files)

/** Code of the examples that have packages of their own: a guide shows a part of it, fenced as `typescript`. */
const examples = readdirSync(`${root}examples/payouts`)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(`${root}examples/payouts/${name}`, 'utf8'))
const withoutIndent = (code: string) => code.replaceAll(/^ +/gm, '')

for (const page of pages) {
  const shown = [...readFileSync(root + page, 'utf8').matchAll(/^```typescript\n(.*?)^```$/gms)]
  for (const [index, [, code = '']] of shown.entries()) {
    test(`part ${index + 1} of an example in ${page} stands in the example`, () => {
      assert.ok(
        examples.some((example) => withoutIndent(example).includes(withoutIndent(code))),
        code,
      )
    })
  }
}

const running = blocks.filter(({ runs }) => runs)
const run = runCommand(process.execPath, [
  '--import',
  'tsx',
  'tests/support/run-blocks.ts',
  ...files.filter((_, index) => blocks[index]?.runs),
])

for (const page of pages) {
  test(`${page} has blocks to check`, () => {
    assert.ok(running.filter(({ name }) => name.includes(`(${page}:`)).length > 0)
  })
}

for (const [index, { name }] of blocks.entries()) {
  test(`the block below "${name}" compiles`, () => {
    assert.deepEqual(problemsOf(files[index] ?? ''), [])
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
