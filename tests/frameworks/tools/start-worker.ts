import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { Log, LogLevel, Miniflare } from 'miniflare'
import { paymentKey } from '../../support/webhooks.ts'
import { sendTo } from './send-to.ts'
import type { Running } from './types.ts'

/** Serves a worker with the runtime of Cloudflare. */
export async function startWorker(file: string): Promise<Running> {
  const bundle = await build({
    entryPoints: [fileURLToPath(new URL(`../${file}`, import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
    conditions: ['workerd', 'worker', 'browser'],
    tsconfigRaw: {},
  })
  const miniflare = new Miniflare({
    log: new Log(LogLevel.NONE),
    handleStructuredLogs: () => {},
    modules: true,
    script: bundle.outputFiles[0]?.text ?? '',
    compatibilityDate: '2026-04-01',
    bindings: { CRYPTOMUS_API_KEY: paymentKey },
  })
  const { origin } = await miniflare.ready
  return { send: sendTo(origin), stop: () => miniflare.dispose() }
}
