import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { type BuildContext, defineBuildConfig } from 'unbuild'

/** The name of each file in dist and the source it is made from; `exports` in package.json points at these. */
const entries = {
  index: 'src/index',
  signing: 'src/signing/index',
  webhooks: 'src/webhooks/index',
  stores: 'src/stores/index',
  undici: 'src/undici/index',
  sandbox: 'src/sandbox/index',
  'sandbox-server': 'src/sandbox/server/index',
}

/** What becomes part of dist, so that nobody has to install it. */
const inlined = ['valibot', '@noble/hashes', 'qr', 'fast-png', 'fflate', 'iobuffer']

interface Node {
  readonly type: string
  readonly start: number
}

const isNode = (value: unknown): value is Node => typeof (value as Node | null)?.type === 'string'

/** Where the calls stand that run when a module is loaded: those outside of any function. */
function callsAtLoad(node: Node): number[] {
  if (/^(Arrow)?Function|^Class|^ExpressionStatement/.test(node.type)) return []
  const inner = Object.values(node).flat().filter(isNode).flatMap(callsAtLoad)
  return /^(Call|New)Expression$/.test(node.type) ? [node.start, ...inner] : inner
}

/**
 * Marks every call as pure that makes a constant at load, which all of ours are. Bundlers believe
 * `@__NO_SIDE_EFFECTS__` at a function only within one file, and the build joins files.
 */
const pureCalls = {
  name: 'pure-calls',
  renderChunk(this: { parse(code: string): Node }, code: string, { fileName }: { fileName: string }) {
    if (!fileName.endsWith('.mjs')) return null
    const positions = [...new Set(callsAtLoad(this.parse(code)))].sort((a, b) => b - a)
    return positions.reduce((text, at) => `${text.slice(0, at)}/* @__PURE__ */ ${text.slice(at)}`, code)
  },
}

/** Writes the licence of everything that is inlined into dist. */
function writeLicences({ options }: BuildContext): void {
  const texts = inlined.map((name) => {
    const folder = `node_modules/${name}`
    const { version } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as { version: string }
    const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each))
    if (file === undefined) throw new Error(`${name} has no licence file to be shipped with it.`)
    return `## ${name} ${version}\n\n${readFileSync(`${folder}/${file}`, 'utf8').trim()}\n`
  })
  const title = '# Licences of what is inlined in this folder'
  writeFileSync(`${options.outDir}/THIRD_PARTY_LICENSES.md`, [title, ...texts].join('\n\n'))
}

/**
 * Few files, because each one costs a server that starts a millisecond: what signing needs, what webhooks need beyond it,
 * and the rest. Left alone, the build makes one for each set of entries that share something.
 */
function chunkOf(id: string): string | undefined {
  if (/\/src\/(errors|options|platform|signing)\/|\/src\/crypto\/(?!.*hmac|equal)|\/to-json\.ts$/.test(id))
    return 'signing'
  if (/noble|\/src\/(crypto|gateways|json|logging|money|schema|status|webhooks)\//.test(id)) return 'webhooks'
  return /\/src\/(call|operations)\//.test(id) ? 'client' : undefined
}

export default defineBuildConfig({
  entries: Object.entries(entries).map(([name, input]) => ({ name, input })),
  outDir: 'dist',
  clean: true,
  declaration: 'node16',
  externals: ['undici'],
  failOnWarn: true,
  rollup: {
    emitCJS: true,
    inlineDependencies: inlined,
    esbuild: { target: 'es2022' },
    dts: { respectExternal: true },
    output: { hoistTransitiveImports: false, manualChunks: chunkOf },
  },
  hooks: {
    'rollup:options': (_, options) => {
      if (Array.isArray(options.plugins)) options.plugins.push(pureCalls)
    },
    'build:done': writeLicences,
  },
})
