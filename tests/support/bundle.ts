import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { root } from './root.ts'

/** The copy of the package to bundle. */
export type Copy = 'src' | 'dist'

const fileOf = {
  src: (name: string) => (name === 'index' ? './src/index.ts' : `./src/${name}/index.ts`),
  dist: (name: string) => `./dist/${name.replace('/', '-')}.mjs`,
}

/** A finished bundle. */
export interface Bundle {
  readonly code: string
  /** Bytes after minifying and gzip at its best. */
  readonly size: number
  /** Modules that were read, those without a remainder included: `src/index.ts`, `node_modules/valibot/…`, `node:http`. */
  readonly reached: readonly string[]
  /** Modules that have a remainder in the bundle. */
  readonly kept: readonly string[]
}

/** Names to import by entry point; `'*'` stands for all of them. */
export type Imports = Readonly<Record<string, readonly string[] | '*'>>

/** Bundles some names of some entry points, as an application would that uses them. */
export async function bundle(copy: Copy, imports: Imports): Promise<Bundle> {
  const lines = Object.entries(imports).map(([entry, names], at) => {
    const path = JSON.stringify(fileOf[copy](entry))
    return names === '*'
      ? `import * as all${at} from ${path}; globalThis.used${at} = all${at}`
      : `import { ${names.join(', ')} } from ${path}; globalThis.used${at} = [${names.join(', ')}]`
  })
  const { outputFiles, metafile } = await build({
    stdin: { contents: lines.join('\n'), resolveDir: root },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    external: ['node:*', 'undici'],
    metafile: true,
    write: false,
    absWorkingDir: root,
  })
  const inputs = Object.values(metafile.inputs).flatMap((input) => input.imports.filter(({ external }) => external))
  const [output] = Object.values(metafile.outputs)
  const kept = Object.entries(output?.inputs ?? {}).filter(([, { bytesInOutput }]) => bytesInOutput > 0)
  const contents = outputFiles[0]?.contents ?? new Uint8Array()
  return {
    code: Buffer.from(contents).toString(),
    size: gzipSync(contents, { level: 9 }).byteLength,
    reached: [...Object.keys(metafile.inputs), ...inputs.map(({ path: external }) => external)],
    kept: kept.map(([input]) => input),
  }
}
