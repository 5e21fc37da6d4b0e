import { readFile } from 'node:fs/promises'
import { build } from 'esbuild'
import type { createHandlerWith } from '../../../src/webhooks/handler/create-webhook-handler.ts'
import { root } from '../../support/root.ts'

/** A fault that is planted in the handler: the text of a file with one place changed. */
export interface Plant {
  readonly file: string
  readonly from: string
  readonly to: string
}

/** Faults that simpler rules had, each under what it does. The model must find every one of them. */
export const plants: Readonly<Record<string, readonly Plant[]>> = {
  'answers 200 when the read is behind': [
    {
      file: 'create-webhook-handler.ts',
      from: 'if (lag === undefined || done.code !== 200) return done',
      to: 'if (lag !== null) return done',
    },
  ],
  'reads before it claims': [
    {
      file: 'create-webhook-handler.ts',
      from: 'let claim: Claiming',
      to: 'let claim: Claiming; const seen = await settings.store.get(errand.key); errand.early = await readRecord(settings, errand, seen ? JSON.parse(seen) : { handled: [], begun: [] })',
    },
    {
      file: 'create-webhook-handler.ts',
      from: 'const read = await readRecord(settings, errand, claim.memory)',
      to: 'const read = errand.early',
    },
  ],
  'compares the status alone': [
    {
      file: 'judge.ts',
      from: "if (read.status === delivered.status) return read.status !== 'paid' && isPartOf(read, delivered)",
      to: 'if (read.status === delivered.status) return false',
    },
  ],
  'remembers paid only while it is last': [
    {
      file: 'judge.ts',
      from: 'handled: isKept && !seen ? [...kept, state.key] : kept,',
      to: 'handled: [],',
    },
  ],
  'takes an unknown status for the newest': [
    { file: 'judge.ts', from: 'order.indexOf(status) : -1', to: '(order.indexOf(status) + 100) % 100 : 99' },
  ],
  'does not run what it read when that is behind': [
    {
      file: 'create-webhook-handler.ts',
      from: 'const done = isNews',
      to: 'const done = isNews && lag === undefined',
    },
  ],
  'starts a handler without a look at the clock': [
    { file: 'run-handler.ts', from: 'if (!claim.isRunning()) return busy', to: '' },
  ],
}

/** Faults of a handler with `confirm: false`. */
export const blindPlants: typeof plants = {
  'takes a passing failure of a payout for newer than its end': [
    {
      file: 'judge.ts',
      from: 'if (isFailure(state.status) && isFailure(last.status) && state.final !== last.final) return last.final === true',
      to: '',
    },
  ],
  'forgets what was handled before the last state': [
    { file: 'judge.ts', from: 'const isKept = !isRead || ', to: 'const isKept = ' },
  ],
}

/** Loads the handler with the changes; without any, as it is. */
export async function loadHandler(changes: readonly Plant[]): Promise<typeof createHandlerWith> {
  const applied = new Set<Plant>()
  const entry = `${root}src/webhooks/handler/create-webhook-handler.ts`
  const { outputFiles } = await build({
    ...{ entryPoints: [entry], bundle: true, format: 'esm', platform: 'neutral', write: false, absWorkingDir: root },
    mainFields: ['module', 'main'],
    external: ['node:*'],
    plugins: [
      {
        name: 'plant',
        setup: ({ onLoad }) => {
          onLoad({ filter: /src\/webhooks\/handler\/.*\.ts$/ }, async ({ path }) => {
            let contents = await readFile(path, 'utf8')
            for (const change of changes) {
              if (!path.endsWith(`/${change.file}`) || !contents.includes(change.from)) continue
              contents = contents.replace(change.from, () => change.to)
              applied.add(change)
            }
            return { contents, loader: 'ts' }
          })
        },
      },
    ],
  })
  const missed = changes.find((change) => !applied.has(change))
  if (missed !== undefined) throw new Error(`There is no "${missed.from}" in ${missed.file} any more.`)
  const code = Buffer.from(outputFiles[0]?.contents ?? '').toString('base64')
  return (await import(`data:text/javascript;base64,${code}`)).createHandlerWith
}
