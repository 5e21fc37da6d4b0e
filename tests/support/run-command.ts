import { spawn } from 'node:child_process'
import { root } from './root.ts'

/** Exit code and output of a command. */
export interface CommandResult {
  readonly code: number | null
  readonly output: string
}

/** Folder and environment of a command. @default the project and this process's environment */
export interface CommandSettings {
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
}

/** Runs a command to its end, without standard input. */
export function runCommand(command: string, args: readonly string[], settings: CommandSettings = {}) {
  const { cwd = root, env = process.env } = settings
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const chunks: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  return new Promise<CommandResult>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output: Buffer.concat(chunks).toString() }))
  })
}

/** The file that a tool of node_modules starts with, to be run by this Node. */
export const toolPath = (path: string) => `${root}node_modules/${path}`
