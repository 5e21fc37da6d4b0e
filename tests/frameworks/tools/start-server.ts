import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { paymentKey } from '../../support/webhooks.ts'
import { sendTo } from './send-to.ts'
import type { Running } from './types.ts'

const folder = fileURLToPath(new URL('..', import.meta.url))

/** A path that each server has, so that the one that compiles on demand has compiled what is tested. */
const path = '/webhooks/cryptomus'

const readyWithinMs = 60_000

async function freePort(): Promise<number> {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('No port is free.')
  return address.port
}

const isOver = ({ pid, exitCode, signalCode }: ChildProcess) =>
  pid === undefined || exitCode !== null || signalCode !== null

/** Ends a process and all that it has started. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || isOver(child)) return
  const closed = once(child, 'close')
  process.kill(-child.pid, 'SIGKILL')
  await closed
}

async function untilReady(origin: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + readyWithinMs
  while (!isOver(child) && Date.now() < deadline) {
    const isUp = await fetch(`${origin}${path}`).then(
      () => true,
      () => false,
    )
    if (isUp) return
    await setTimeout(50)
  }
  throw new Error('The server did not start.')
}

/** Starts a server in a process of its own, which listens on `PORT`, and waits until it answers. */
export async function startServer(command: string, args: readonly string[], env = {}): Promise<Running> {
  const port = await freePort()
  const child = spawn(command, args, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that it can be ended with its children.
    detached: true,
    env: { ...process.env, PORT: `${port}`, CRYPTOMUS_API_KEY: paymentKey, ...env },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.on('error', (error) => (output += error.message))
  const origin = `http://127.0.0.1:${port}`
  try {
    await untilReady(origin, child)
  } catch (error) {
    await stop(child)
    throw new Error(`${command} ${args.join(' ')} did not start:\n${output}`, { cause: error })
  }
  return { send: sendTo(origin), stop: () => stop(child) }
}
