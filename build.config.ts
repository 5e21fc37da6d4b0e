import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { build, type Plugin } from 'esbuild'
import ts from 'typescript'
import { type BuildContext, defineBuildConfig } from 'unbuild'

/** Source of each file in dist, by its name there; `exports` in package.json points at these. */
const entries = {
  index: 'src/index.ts',
  signing: 'src/signing/index.ts',
  webhooks: 'src/webhooks/index.ts',
  stores: 'src/stores/index.ts',
  undici: 'src/undici/index.ts',
  sandbox: 'src/sandbox/index.ts',
  'sandbox-server': 'src/sandbox/server/index.ts',
}

/** Packages whose code is in dist, so that nobody has to install them. */
const inlined = ['valibot', '@noble/hashes', 'qr', 'fast-png', 'fflate', 'iobuffer', 'tinyqueue']

const pure = '/* @__PURE__ */ '

type Insertion = readonly [at: number, text: string]

/** Returns the insertions that make bundlers leave out each constant that is not used. */
function markPure(node: ts.Node): Insertion[] {
  if (ts.isFunctionLike(node) || ts.isClassLike(node) || ts.isExpressionStatement(node)) return []
  const inner: Insertion[] = []
  ts.forEachChild(node, (child) => void inner.push(...markPure(child)))
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) return [[node.getStart(), pure], ...inner]
  if (!ts.isVariableDeclaration(node) || node.initializer === undefined || !readsConstants(node.initializer))
    return inner
  return [[node.initializer.getStart(), `${pure}(() => (`], ...inner, [node.initializer.getEnd(), '))()']]
}

/** Returns `true` for an expression that converts another constant when it runs, which bundlers take for an effect. */
function readsConstants(node: ts.Node): boolean {
  if (ts.isFunctionLike(node)) return false
  if (ts.isTemplateExpression(node) || ts.isBinaryExpression(node)) return true
  return ts.forEachChild(node, readsConstants) ?? false
}

/**
 * Marks what makes a constant at load as pure, which all of it is, so that applications leave out what they do not use.
 *
 * The sources need no marks, because `sideEffects` in package.json lets bundlers leave out a whole file, but an entry is one
 * file. And some bundlers know `@__PURE__` at a call, but not `@__NO_SIDE_EFFECTS__` at the function.
 */
const pureConstants: Plugin = {
  name: 'pure-constants',
  setup({ onLoad }) {
    onLoad({ filter: /\.m?[jt]s$/ }, ({ path }) => {
      const source = withLazyCoders(readFileSync(path, 'utf8'))
      const tree = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true)
      const insertions = markPure(tree).sort(([a], [b]) => b - a)
      const contents = insertions.reduce((text, [at, mark]) => text.slice(0, at) + mark + text.slice(at), source)
      return { contents, loader: path.endsWith('.ts') ? 'ts' : 'js' }
    })
  },
}

/**
 * Makes a package that is inlined create its text encoders and decoders at their first use instead of at load: jest's jsdom
 * has neither, and importing the sandbox must not need them.
 */
function withLazyCoders(code: string): string {
  return code.replace(
    /^const (\w+) = (new Text(?:En|De)coder\(.*\));$/gm,
    'const $1 = { encode: (text) => $2.encode(text), decode: (bytes) => $2.decode(bytes) };',
  )
}

/**
 * Evaluates the portable hashes at their first call, which most processes never make, instead of at load.
 *
 * They are bundled by themselves into the body of one function. Nobody steps into a package, so its names are shortened.
 */
const lazyHashes: Plugin = {
  name: 'lazy-hashes',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\/portable-hashes\.ts$/ }, ({ resolveDir }) => ({
      path: 'node_modules/@noble/hashes',
      namespace: 'lazy',
      pluginData: `${resolveDir}/portable-hashes.ts`,
    }))
    onLoad({ filter: /.*/, namespace: 'lazy' }, async ({ pluginData: entry }) => {
      const { outputFiles } = await build({
        entryPoints: [entry],
        bundle: true,
        format: 'esm',
        target: 'es2022',
        minify: true,
        legalComments: 'none',
        plugins: [pureConstants],
        write: false,
      })
      const [body = '', list = ''] = outputFiles[0]?.text.split(/export\s*\{(.*)\};?\s*$/) ?? []
      const exported = list.split(',').map((each) => each.split(' as '))
      const members = exported.map(([local, name]) => `${name}: ${local}`)
      const functions = exported.map(([, name]) => `export const ${name} = (...given) => hashes().${name}(...given)`)
      const contents = `let found\nconst hashes = () => (found ??= (() => { ${body}; return { ${members} } })())\n`
      return { contents: contents + functions.join('\n') }
    })
  },
}

/** Makes the server import the sandbox, which is two thirds of its code and no part of what a server in production loads. */
const importSandbox = (extension: string): Plugin => ({
  name: 'import-sandbox',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.\/create-sandbox\.ts$/ }, ({ importer }) =>
      importer.includes('/sandbox/server/') ? { path: `./sandbox.${extension}`, external: true } : undefined,
    )
  },
})

/**
 * Marks the sources of packages, which are not shipped, as nothing to look for and nothing to step into. Those of src are
 * shipped once, beside dist, instead of a copy of them in each map.
 */
function withoutPackages(map: string): string {
  const parsed = JSON.parse(map) as { readonly sources: readonly string[] }
  const isPackage = parsed.sources.map((source) => source.includes('node_modules/'))
  const ignoreList = isPackage.flatMap((ignored, at) => (ignored ? [at] : []))
  return JSON.stringify({ ...parsed, sourcesContent: isPackage.map((ignored) => (ignored ? '' : null)), ignoreList })
}

/**
 * Bundles each entry into one file, because every further file costs a process that starts half a millisecond.
 *
 * What two entries need is in both of them. So nothing may depend on being one object in both: errors, middleware and schemes
 * are recognised by a brand.
 */
async function bundle(outdir: string, format: 'esm' | 'cjs'): Promise<void> {
  const extension = format === 'esm' ? 'mjs' : 'cjs'
  const { outputFiles } = await build({
    entryPoints: entries,
    outdir,
    outExtension: { '.js': `.${extension}` },
    bundle: true,
    format,
    target: 'es2022',
    platform: 'node',
    mainFields: ['module', 'main'],
    // Its variant for Node imports worker threads.
    alias: { fflate: 'fflate/browser' },
    external: ['undici'],
    // CommonJS has no import.meta; where a URL is needed, createRequire takes a path as well.
    define: format === 'cjs' ? { 'import.meta.url': '__filename' } : {},
    sourcemap: 'linked',
    sourcesContent: false,
    plugins: [lazyHashes, pureConstants, importSandbox(extension)],
    write: false,
  })
  for (const { path, text } of outputFiles) writeFileSync(path, path.endsWith('.map') ? withoutPackages(text) : text)
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
  },
  hooks: {
    // The declarations are unbuild's, the code is not: it cannot give each entry a file of its own.
    'rollup:options': (_, options) => {
      options.output = []
    },
    'rollup:done': async ({ options }) => {
      await bundle(options.outDir, 'esm')
      await bundle(options.outDir, 'cjs')
    },
    'build:done': writeLicences,
  },
})
