import { type SpawnOptions, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withServer } from './loopback.ts'

/** A program that serves until it is stopped. */
export interface Service {
  readonly command: string
  readonly args: readonly string[]
  /** Output that announces that it accepts connections. */
  readonly ready: RegExp
  readonly options?: SpawnOptions
}

/** Returns a port of this machine that nobody listened on a moment ago. */
export const freePort = (): Promise<number> => withServer(createServer(), async (port) => port)

/** Starts a program, waits until it is ready, runs a function, and stops the program, also if this process ends first. */
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
    // Both services end at once on SIGINT, even with open connections.
    child.kill('SIGINT')
    await ended
    process.off('exit', kill)
  }
}

/** Runs a function with an empty folder, which is removed afterwards with its content. */
export async function withFolder<Value>(run: (folder: string) => Promise<Value>): Promise<Value> {
  const folder = await mkdtemp(join(tmpdir(), 'cryptomus-kit-'))
  try {
    return await run(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
