import assert from 'node:assert/strict'
import { test } from 'node:test'
import { richFolder, runScript } from '../support/consumer.ts'

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

test('without undici its subpath names what is missing, and nothing else needs it', async () => {
  const say = `const say = ({ code, message }) => console.log(/MODULE_NOT_FOUND/.test(code), /'undici'/.test(message))`
  const imported = `${say}\nawait import('cryptomus-kit/undici').catch(say)`
  assert.equal(await runScript('missing.mjs', imported), 'true true\n')
  const required = `${say}\ntry { require('cryptomus-kit/undici') } catch (error) { say(error) }`
  assert.equal(await runScript('missing.cjs', required), 'true true\n')
})

/** Notes what a module does beside defining things while it is loaded. */
const watchLoading = (load: string) => `
  const done = []
  // Node's own loader asks for this one with every module.
  const ofNode = ['WATCH_REPORT_DEPENDENCIES']
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

for (const path of subpaths.filter((each) => !each.endsWith('/server'))) {
  test(`loading ${path} reads no environment, opens no connection and leaves no global`, async () => {
    assert.equal(await runScript('watch.cjs', watchLoading(`require('${path}')`)), '[]\n')
    assert.equal(await runScript('watch.mjs', watchLoading(`await import('${path}')`)), '[]\n')
  })
}

test('loading cryptomus-kit/undici does nothing more than loading undici', async () => {
  const required = `require('undici')\n${watchLoading(`require('cryptomus-kit/undici')`)}`
  assert.equal(await runScript('watch.cjs', required, richFolder), '[]\n')
  const imported = `import 'undici'\n${watchLoading(`await import('cryptomus-kit/undici')`)}`
  assert.equal(await runScript('watch.mjs', imported, richFolder), '[]\n')
})
