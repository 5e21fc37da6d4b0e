import { type SpawnOptions, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { withServer } from './loopback.ts'

/** A program that serves until it is told to end. */
export interface Service {
  readonly command: string
  readonly args: readonly string[]
  /** What it says when it takes connections. */
  readonly ready: RegExp
  readonly options?: SpawnOptions
}

/** A port on this machine that nothing listened on a moment ago. */
export const freePort = (): Promise<number> => withServer(createServer(), async (port) => port)

/** Starts a program, waits until it is ready, runs something, and ends it: also when this process ends first. */
export async function runService<Value>(service: Service, run: () => Promise<Value>): Promise<Value> {
  const { command, args, ready, options } = service
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  const kill = () => void child.kill('SIGKILL')
  process.once('exit', kill)
  let output = ''
  const ended = new Promise<void>((resolve) => {
    child.on('error', (error) => {
      output += error.message
      resolve()
    })
    child.on('close', () => resolve())
  })
  try {
    await new Promise<void>((resolve, reject) => {
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (chunk: Buffer) => {
          output += chunk.toString()
          if (ready.test(output)) resolve()
        })
      }
      ended.then(() => reject(new Error(`${command} did not start: ${output}`)))
    })
    return await run()
  } finally {
    // Both services take it as: end now, whoever is connected.
    child.kill('SIGINT')
    await ended
    process.off('exit', kill)
  }
}
