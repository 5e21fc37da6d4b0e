import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { root } from '../support/root.ts'
import { runCommand, toolPath } from '../support/run-command.ts'

test('publint has nothing to say', async () => {
  const { code, output } = await runCommand(process.execPath, [toolPath('publint/src/cli.js'), '--strict'])
  assert.equal(code, 0, output)
  assert.match(output, /All good!/)
  assert.doesNotMatch(output, /warning|suggestion/i)
})

test('the types resolve to the right files for every kind of importer', async () => {
  const attw = toolPath('@arethetypeswrong/cli/dist/index.js')
  const { code, output } = await runCommand(process.execPath, [
    attw,
    '--pack',
    '.',
    '--profile',
    'strict',
    '--format',
    'ascii',
  ])
  assert.equal(code, 0, output)
  const verdicts = output.split('\n').filter((line) => /^(node10|node16|bundler)/.test(line))
  assert.ok(verdicts.length >= 28, output)
  for (const verdict of verdicts) assert.match(verdict, /: 🟢/)
})

interface Manifest {
  readonly exports: Readonly<Record<string, { readonly require?: { readonly types: string } } | string>>
  readonly typesVersions: { readonly '*': Readonly<Record<string, readonly string[]>> }
}

test('the old resolution of types finds every subpath, and the types of its CommonJS', () => {
  const { exports, typesVersions } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as Manifest
  const typed = Object.entries(exports).flatMap(([path, target]) =>
    typeof target === 'object' && path !== '.' ? [[path.slice(2), [target.require?.types]]] : [],
  )
  assert.deepEqual(typesVersions, { '*': Object.fromEntries(typed) })
})
