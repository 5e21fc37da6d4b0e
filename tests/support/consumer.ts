import assert from 'node:assert/strict'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { root } from './root.ts'
import { runCommand } from './run-command.ts'

async function run(command: string, args: readonly string[], cwd: string): Promise<string> {
  const { code, output } = await runCommand(command, args, { cwd })
  assert.equal(code, 0, output)
  return output
}

/** A folder outside of the project, with the packed package as its only dependency. */
export const consumerFolder = mkdtempSync(join(tmpdir(), 'cryptomus-kit-'))
process.on('exit', () => rmSync(consumerFolder, { recursive: true, force: true }))

const pack = ['pack', '--json', '--silent', '--pack-destination', consumerFolder]
const [packed] = JSON.parse(await run('npm', pack, root)) as [
  { readonly filename: string; readonly files: readonly { readonly path: string }[] },
]
writeFileSync(join(consumerFolder, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
await run('npm', ['install', '--offline', '--no-audit', '--no-fund', `./${packed.filename}`], consumerFolder)

/** The paths of the files in the tarball. */
export const packedFiles = packed.files.map(({ path }) => path)

/** A folder below, where our package stands beside some that the project has, its optional peer among them. */
export const richFolder = join(consumerFolder, 'rich')
const inFolder = 'node_modules/cryptomus-kit'
cpSync(join(consumerFolder, inFolder), join(richFolder, inFolder), { recursive: true })
for (const name of ['@types/node', 'undici']) {
  const place = join(richFolder, 'node_modules', name)
  mkdirSync(dirname(place), { recursive: true })
  symlinkSync(`${root}node_modules/${name}`, place, 'dir')
}
writeFileSync(join(richFolder, 'package.json'), JSON.stringify({ private: true, type: 'module' }))

/** Runs a script in a consumer's folder and returns its output. */
export async function runScript(name: string, code: string, folder = consumerFolder): Promise<string> {
  writeFileSync(join(folder, name), code)
  return run(process.execPath, [name], folder)
}

/** Type-checks one file of a consumer, declarations of libraries included, and returns the problems. */
export function typeErrors(name: string, code: string, options: ts.CompilerOptions): readonly string[] {
  const folder = options.types?.includes('node') ? richFolder : consumerFolder
  const file = join(folder, name)
  writeFileSync(file, code)
  const program = ts.createProgram([file], {
    target: ts.ScriptTarget.ES2022,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    noEmit: true,
    typeRoots: [join(folder, 'node_modules/@types')],
    ...options,
  })
  return ts.getPreEmitDiagnostics(program).map(({ file: where, messageText }) => {
    return `${where?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`
  })
}
