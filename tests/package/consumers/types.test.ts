import assert from 'node:assert/strict'
import { appendFileSync, cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { consumerFolder, richFolder } from '../../support/consumer.ts'
import { runCommand, toolPath } from '../../support/run-command.ts'
import { project, toolOf } from './install.ts'

/** The compilers: the oldest that is supported, the one that this package is built with, and the newest. */
const compilers = {
  '5.4': toolOf('typescript-5.4/bin/tsc'),
  '5.9': toolPath('typescript/bin/tsc'),
  '7': toolOf('typescript-7/bin/tsc'),
}

/** A folder whose packages are those of this project, the newest types of Node among them. */
const newest = join(consumerFolder, 'newest')
mkdirSync(newest)
symlinkSync(join(project, 'node_modules'), join(newest, 'node_modules'), 'dir')

/** The types of a platform, the folder that has them, and the files of the folder types that are written for them. */
interface World {
  readonly folder: string
  readonly lib: readonly string[]
  readonly types: readonly string[]
  readonly files: readonly string[]
}

const both = ['any-platform', 'with-fetch']
const inWorker = [...both, 'worker']

const worlds = {
  DOM: { folder: newest, lib: ['ES2022', 'DOM', 'DOM.Iterable'], types: [], files: both },
  'Node 20': { folder: richFolder, lib: ['ES2022'], types: ['node'], files: both },
  'Node 26': { folder: newest, lib: ['ES2022'], types: ['node'], files: both },
  'DOM and Node': { folder: richFolder, lib: ['ES2022', 'DOM', 'DOM.Iterable'], types: ['node'], files: both },
  Workers: { folder: newest, lib: ['ES2022'], types: ['@cloudflare/workers-types'], files: inWorker },
  'Workers and Node': {
    folder: newest,
    lib: ['ES2022'],
    types: ['@cloudflare/workers-types', 'node'],
    files: inWorker,
  },
  Bun: { folder: newest, lib: ['ES2022'], types: ['bun'], files: both },
  none: { folder: newest, lib: ['ES2022'], types: [], files: ['any-platform'] },
} satisfies Readonly<Record<string, World>>

/** Options of each resolution, and the ending of a file that it reads as a module of that kind. */
const resolutions = {
  node10: { options: { module: 'commonjs', moduleResolution: 'node10', esModuleInterop: true }, ending: 'ts' },
  'node16 CommonJS': { options: { module: 'node16' }, ending: 'cts' },
  'nodenext ESM': { options: { module: 'nodenext' }, ending: 'mts' },
  'nodenext CommonJS': { options: { module: 'nodenext' }, ending: 'cts' },
  bundler: { options: { module: 'esnext', moduleResolution: 'bundler' }, ending: 'ts' },
}

// TypeScript 7 has no node10 any more. Not each of the three by each: those that find other files or other types.
const cases: readonly (readonly [keyof typeof worlds, keyof typeof resolutions, keyof typeof compilers])[] = [
  ['DOM', 'node10', '5.4'],
  ['DOM', 'bundler', '5.9'],
  ['DOM', 'bundler', '7'],
  ['Node 20', 'node10', '5.4'],
  ['Node 20', 'node10', '5.9'],
  ['Node 20', 'node16 CommonJS', '5.4'],
  ['Node 20', 'nodenext ESM', '7'],
  ['Node 26', 'nodenext ESM', '5.9'],
  ['Node 26', 'nodenext CommonJS', '7'],
  ['DOM and Node', 'bundler', '5.9'],
  ['Workers', 'bundler', '5.4'],
  ['Workers', 'node10', '5.9'],
  ['Workers', 'bundler', '7'],
  ['Workers and Node', 'bundler', '5.9'],
  ['Bun', 'bundler', '5.9'],
  ['Bun', 'nodenext ESM', '7'],
  ['none', 'node10', '5.4'],
  ['none', 'nodenext CommonJS', '5.9'],
  ['none', 'nodenext ESM', '7'],
]

// A folder for each ending, so that no compiler finds the files of another.
for (const folder of [newest, richFolder]) {
  for (const ending of ['ts', 'mts', 'cts']) {
    mkdirSync(join(folder, ending))
    for (const file of inWorker) cpSync(`${project}types/${file}.ts`, join(folder, ending, `${file}.${ending}`))
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
}

const strict = { noEmit: true, target: 'es2022', strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false }

/** The complaints of a compiler about a consumer's files and about our declarations; those of other packages are theirs. */
async function complaints([world, resolution, compiler]: (typeof cases)[number]): Promise<readonly string[]> {
  const { folder, lib, types, files } = worlds[world]
  const { options, ending } = resolutions[resolution]
  const settings = {
    compilerOptions: { ...strict, lib, types, ...options },
    files: files.map((file) => `${ending}/${file}.${ending}`),
  }
  const path = join(folder, `${world}, ${resolution}, ${compiler}.json`)
  writeFileSync(path, JSON.stringify(settings))
  const args = [compilers[compiler], '--pretty', 'false', '-p', path]
  const { code, output } = await runCommand(process.execPath, args, { cwd: folder })
  const lines = output.split('\n').filter((line) => /\berror TS\d+/.test(line))
  assert.ok(code === 0 || lines.length > 0, output)
  return lines.filter((line) => !/node_modules\/(?!cryptomus-kit\/)/.test(line))
}

describe('the packed declarations', { concurrency: 2 }, () => {
  for (const each of cases) {
    const [world, resolution, compiler] = each
    test(`compile with TypeScript ${compiler}, ${resolution}, and the types of ${world}`, async () => {
      assert.deepEqual(await complaints(each), [])
    })
  }
})

test('a mistake of a consumer is seen, so that the silence above means something', async () => {
  const [file] = worlds.none.files
  const path = join(newest, 'mts', `${file}.mts`)
  appendFileSync(path, 'export const wrong: number = makeClient')
  for (const compiler of ['5.9', '7'] as const) {
    const found = await complaints(['none', 'nodenext ESM', compiler])
    assert.equal(found.length, 1)
    assert.match(found[0] ?? '', /any-platform\.mts.*TS2322/)
  }
})
