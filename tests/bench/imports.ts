import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../support/root.ts'
import { median } from './median.ts'
import type { Bar, Row } from './types.ts'

const rounds = 25

const loaders = {
  import: { file: 'load.mjs', load: (specifier: string) => `await import('${specifier}')` },
  require: { file: 'load.cjs', load: (specifier: string) => `require('${specifier}')` },
}

type Loader = keyof typeof loaders

const emptyPackage = 'empty-package'
const peersFolder = `${root}tests/bench/node_modules`

/** Installs the built package, an empty one and the peers in a folder, and returns the folder. */
function install(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cryptomus-kit-bench-'))
  const modules = join(folder, 'node_modules')
  for (const path of ['dist', 'package.json']) {
    cpSync(`${root}${path}`, join(modules, 'cryptomus-kit', path), { recursive: true })
  }
  const empty = join(modules, emptyPackage)
  mkdirSync(empty)
  writeFileSync(join(empty, 'empty.mjs'), '')
  writeFileSync(join(empty, 'empty.cjs'), '')
  const exports = { import: './empty.mjs', require: './empty.cjs' }
  writeFileSync(join(empty, 'package.json'), JSON.stringify({ name: emptyPackage, version: '1.0.0', exports }))
  if (existsSync(`${peersFolder}/stripe`)) symlinkSync(`${peersFolder}/stripe`, join(modules, 'stripe'))
  return folder
}

/** Milliseconds that a fresh process takes to load a package, as the process itself measures it. */
function timeOf(folder: string, loader: Loader, specifier: string): number {
  const { file, load } = loaders[loader]
  const script = `const at = performance.now()\n${load(specifier)}\nconsole.log(performance.now() - at)`
  writeFileSync(join(folder, file), script)
  return Number(execFileSync(process.execPath, [file], { cwd: folder, encoding: 'utf8' }))
}

/** Cold loads of packages over that of an empty one, all of them in each round. */
function coldLoads(loader: Loader, packages: Readonly<Record<string, Bar | undefined>>): readonly Row[] {
  const folder = install()
  try {
    const specifiers = [emptyPackage, ...Object.keys(packages)]
    const times = specifiers.map((): number[] => [])
    for (let round = 0; round < rounds; round++) {
      for (const [at, specifier] of specifiers.entries()) times[at]?.push(timeOf(folder, loader, specifier))
    }
    const [empty = Number.NaN, ...medians] = times.map(median)
    return Object.entries(packages).map(([specifier, bar], at) => ({
      what: `cold ${loader} of ${specifier} over an empty package`,
      value: (medians[at] ?? Number.NaN) - empty,
      unit: 'ms',
      ...(bar && { bar }),
    }))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const own: Readonly<Record<string, Bar>> = {
  'cryptomus-kit': { atMost: 6 },
  'cryptomus-kit/signing': { atMost: 0.5 },
  'cryptomus-kit/webhooks': { atMost: 2.5 },
  'cryptomus-kit/stores': { atMost: 0.8 },
}

/** Cold loads of the package's entries, as ES modules and as CommonJS. */
export async function imports(): Promise<readonly Row[]> {
  return [...coldLoads('import', own), ...coldLoads('require', own)]
}

/** Cold loads of what applications load besides, to compare. */
export async function peers(): Promise<readonly Row[]> {
  const crypto = coldLoads('import', { 'node:crypto': undefined })
  if (existsSync(`${peersFolder}/stripe`)) return [...crypto, ...coldLoads('import', { stripe: undefined })]
  const value = 'it is not installed: npm ci --prefix tests/bench'
  return [...crypto, { what: 'cold import of stripe over an empty package', value, unit: 'ms' }]
}
