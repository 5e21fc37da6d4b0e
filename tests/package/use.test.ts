import assert from 'node:assert/strict'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { build } from 'esbuild'
import { consumerFolder, richFolder, runScript } from '../support/consumer.ts'
import { runCommand } from '../support/run-command.ts'

/** A payment from the invoice to the verified webhook, written to work in both module systems. */
const payAnInvoice = `
  async function main({ createClient, parseWebhook }, { createSandbox }, { serveSandbox }, { signPayload }, { verifyWebhook }) {
    const sandbox = createSandbox()
    const client = createClient(sandbox.clientOptions)
    const invoice = await client.payments.create({
      amount: '5', currency: 'USD', order_id: 'o-1', url_callback: 'https://shop.example/',
    })
    await sandbox.pay(invoice.uuid)
    const { body } = sandbox.deliveries.at(-1)
    const { apiKey } = sandbox.clientOptions
    const server = await serveSandbox()
    await createClient(server.clientOptions).balance.get()
    await server.close()
    console.log(parseWebhook(body, apiKey).status, verifyWebhook(body, apiKey), signPayload('', 'key'))
  }
`

const subpaths = ['', '/sandbox', '/sandbox/server', '/signing', '/webhooks', '/stores'].map(
  (path) => `cryptomus-kit${path}`,
)
const expected = 'paid true 3c6e0b8a9c15224a8228b9a98ca1531d\n'

test('the tarball works as ES modules', async () => {
  const imports = subpaths.map((path) => `await import('${path}')`).join(', ')
  assert.equal(await runScript('use.mjs', `${payAnInvoice}\nawait main(${imports})`), expected)
})

test('the tarball works as CommonJS', async () => {
  const imports = subpaths.map((path) => `require('${path}')`).join(', ')
  assert.equal(await runScript('use.cjs', `${payAnInvoice}\nmain(${imports})`), expected)
})

test('an error is recognised by the other copy of the package', async () => {
  const code = `
    import { createRequire } from 'node:module'
    import * as esm from 'cryptomus-kit'
    const cjs = createRequire(import.meta.url)('cryptomus-kit')
    const errorOf = ({ createClient }) => { try { createClient({}) } catch (error) { return error } }
    const verdict = (one, other) => other.isCryptomusError(errorOf(one), 'config') && !other.isCryptomusError(errorOf(one), 'api')
    console.log(esm.createClient !== cjs.createClient, verdict(esm, cjs), verdict(cjs, esm), esm.isCryptomusError(new Error('x')))
  `
  assert.equal(await runScript('copies.mjs', code), 'true true true false\n')
})

test('the tarball hashes alike on a host without hashes', async () => {
  const code = `
    const { createHash, createHmac } = process.getBuiltinModule('node:crypto')
    const [key, body] = ['k'.repeat(100), '{"amount":"1"}']
    const signature = createHmac('sha256', key).update(body).digest('hex')
    const parts = createHash('sha256').update('["w","17"]').digest('hex').slice(0, 32)
    const sign = createHash('md5').update(btoa(body) + key).digest('hex')
    delete process.getBuiltinModule
    const { hmacSha256, payoutOrderId, signPayload, verifyWebhook } = await import('cryptomus-kit')
    console.log(verifyWebhook(body, key, hmacSha256(signature)), payoutOrderId('w', 17) === parts, signPayload(body, key) === sign)
  `
  assert.equal(await runScript('portable.mjs', code), 'true true true\n')
})

const callOverUndici = `
  async function main({ createUndiciFetch }, { createClient }, { serveSandbox }) {
    const server = await serveSandbox()
    const fetch = createUndiciFetch({ connections: 1 })
    await createClient({ ...server.clientOptions, fetch }).balance.get()
    await fetch.close()
    await server.close()
    console.log('called')
  }
`

const aroundUndici = ['/undici', '', '/sandbox/server'].map((path) => `cryptomus-kit${path}`)

test('the tarball works beside undici, as ES modules and as CommonJS', async () => {
  const imports = aroundUndici.map((path) => `await import('${path}')`).join(', ')
  assert.equal(await runScript('undici.mjs', `${callOverUndici}\nawait main(${imports})`, richFolder), 'called\n')
  const requires = aroundUndici.map((path) => `require('${path}')`).join(', ')
  assert.equal(await runScript('undici.cjs', `${callOverUndici}\nmain(${requires})`, richFolder), 'called\n')
})

/** Makes a folder with the package and some files in its node_modules. */
function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'beside-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  cpSync(join(consumerFolder, 'node_modules/cryptomus-kit'), join(folder, 'node_modules/cryptomus-kit'), {
    recursive: true,
  })
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, 'node_modules', path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  return folder
}

/** Prints the error of making a fetch, or of its first call. */
const sayError = `
  async function main({ createUndiciFetch }) {
    const say = ({ kind, option, message }) => console.log([kind, option, message].join(': '))
    let fetch
    try {
      fetch = createUndiciFetch()
    } catch (error) {
      return say(error)
    }
    await fetch('http://127.0.0.1:1/', { method: 'GET', headers: {}, redirect: 'manual' }).catch(say)
  }
`

/** Runs a script as both kinds of module and returns what each of them printed. */
const runBoth = async (folder: string) => [
  await runScript('say.mjs', `${sayError}\nawait main(await import('cryptomus-kit/undici'))`, folder),
  await runScript('say.cjs', `${sayError}\nmain(require('cryptomus-kit/undici'))`, folder),
]

const twice = (line: string) => [`${line}\n`, `${line}\n`]

test('without undici its subpath loads, and what it makes names what is missing', async () => {
  assert.deepEqual(
    await runBoth(consumerFolder),
    twice('config: undici: undici is not installed. Run npm install undici@7.'),
  )
})

const crash = "throw new TypeError('x is undefined')"

for (const [version, code, complaint] of [
  ['5.29.0', crash, 'undici 5.29.0 is older than 6'],
  ['8.13.1', crash, `undici 8.13.1 does not run on Node ${process.versions.node}`],
  ['7.0.0', 'exports.Agent = class {}', undefined],
] as const) {
  test(`beside undici ${version} that ${code === crash ? 'crashes' : 'has no pool'}, what is wrong is said`, async () => {
    const folder = folderWith({
      'undici/package.json': JSON.stringify({ name: 'undici', version, main: 'index.js' }),
      'undici/index.js': code,
    })
    const message = complaint
      ? `${complaint}. Run npm install undici@7.`
      : 'undici has no pool on this runtime: leave fetch out.'
    assert.deepEqual(await runBoth(folder), twice(`config: undici: ${message}`))
  })
}

/** Bundles a script as an application does, beside undici, and returns the path of the file. */
async function bundleScript(format: 'esm' | 'cjs', external: readonly string[] = []): Promise<string> {
  const name = `bundle-${external.length}.${format === 'esm' ? 'mjs' : 'cjs'}`
  const from = ['/undici', '', '/sandbox/server'].map((path, at) => `import * as m${at} from 'cryptomus-kit${path}'`)
  const stop = '({ message }) => { console.log(message); process.exit() }'
  const contents = `${from.join('\n')}\n${callOverUndici}\nmain(m0, m1, m2).catch(${stop})`
  // undici is CommonJS, whose require esbuild leaves to the bundle.
  const js = "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url)"
  const { warnings, outputFiles } = await build({
    stdin: { contents, resolveDir: richFolder },
    ...{ bundle: true, platform: 'node', format, write: false, external: [...external] },
    banner: format === 'esm' ? { js } : {},
  })
  assert.deepEqual(warnings, [])
  // Away from any node_modules.
  const folder = mkdtempSync(join(tmpdir(), 'bundled-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, name), outputFiles[0]?.contents ?? '')
  return join(folder, name)
}

for (const format of ['esm', 'cjs'] as const) {
  test(`a bundle (${format}) holds undici and needs no node_modules`, async () => {
    const { output } = await runCommand(process.execPath, [await bundleScript(format)], { cwd: tmpdir() })
    assert.equal(output, 'called\n')
  })

  test(`a bundle (${format}) that leaves undici out says that it is missing`, async () => {
    const { output } = await runCommand(process.execPath, [await bundleScript(format, ['undici'])], { cwd: tmpdir() })
    assert.match(output, /undici is missing or does not run on Node .*Run npm install undici@7/)
  })
}

/** Notes what a module does beside defining things while it is loaded. */
const watchLoading = (load: string) => `
  const done = []
  // Node's own loader asks for these, the second one with every module that names a source map.
  const ofNode = ['WATCH_REPORT_DEPENDENCIES', 'NODE_V8_COVERAGE']
  const note = (name, key) => { if (!ofNode.includes(key)) done.push(name + '.' + String(key)) }
  const watch = (name) => ({ get: (target, key) => { note(name, key); return target[key] } })
  const env = process.env
  const { Socket } = process.getBuiltinModule('node:net')
  const dns = process.getBuiltinModule('node:dns')
  Socket.prototype.connect = () => { throw new Error('A connection was opened.') }
  dns.lookup = () => { throw new Error('A name was looked up.') }
  globalThis.fetch = () => { throw new Error('Something was fetched.') }
  const main = async () => {
    const names = Object.keys(globalThis).join()
    const resources = process.getActiveResourcesInfo().length
    Object.defineProperty(process, 'env', { value: new Proxy(env, watch('env')), configurable: true })
    ${load}
    Object.defineProperty(process, 'env', { value: env, configurable: true })
    if (Object.keys(globalThis).join() !== names) done.push('a global')
    if (process.getActiveResourcesInfo().length > resources) done.push('something left running')
    console.log(JSON.stringify(done))
  }
  main()
`

for (const path of [...subpaths, 'cryptomus-kit/undici'].filter((each) => !each.endsWith('/server'))) {
  test(`loading ${path} reads no environment, opens no connection and leaves no global`, async () => {
    assert.equal(await runScript('watch.cjs', watchLoading(`require('${path}')`)), '[]\n')
    assert.equal(await runScript('watch.mjs', watchLoading(`await import('${path}')`)), '[]\n')
  })
}
