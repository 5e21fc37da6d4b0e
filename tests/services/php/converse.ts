import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'

/** A request of the PHP shop, with what it was answered. */
export interface Exchange {
  readonly step: string
  readonly method: string
  readonly path: string
  readonly sent: string
  readonly status: number
  readonly answer: string
}

/** What the PHP shop found to hold, or not, of several answers together. */
interface Claim {
  readonly claim: string
  readonly holds: boolean
}

/** What the PHP shop asks a payer or the clock to do, and whether that has to be refused. */
interface Request {
  readonly ask: string
  readonly with: readonly unknown[]
  readonly isRefused: boolean
}

/** All that the PHP shop reported. */
export interface Conversation {
  readonly exchanges: readonly Exchange[]
  readonly complaints: readonly string[]
}

type Line = Exchange | Claim | Request
type Program = ChildProcessByStdio<Writable, Readable, Readable>

// What hangs is ended. A run takes a few seconds.
const mostMs = 60_000

/** The exit code and what was written to standard error. */
function ended(child: Program): Promise<readonly [number | null, string]> {
  const errors: Buffer[] = []
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve([code, Buffer.concat(errors).toString()]))
  })
}

/** Runs the scenario in PHP and does what it asks for; it is gone afterwards, also when this process ends first. */
export async function converse(
  args: readonly string[],
  act: (ask: string, args: readonly unknown[]) => Promise<void>,
): Promise<Conversation> {
  const script = fileURLToPath(new URL('scenario.php', import.meta.url))
  const child = spawn('php', ['-n', script, ...args], { stdio: ['pipe', 'pipe', 'pipe'], timeout: mostMs })
  const kill = () => void child.kill('SIGKILL')
  process.once('exit', kill)
  const end = ended(child)
  const exchanges: Exchange[] = []
  const complaints: string[] = []
  try {
    for await (const text of createInterface({ input: child.stdout })) {
      const line = JSON.parse(text) as Line
      if ('step' in line) exchanges.push(line)
      else if ('claim' in line) {
        if (!line.holds) complaints.push(`It does not hold that ${line.claim}.`)
      } else {
        const refusal = await act(line.ask, line.with).then(() => undefined, String)
        if ((refusal !== undefined) !== line.isRefused) complaints.push(`${text}: ${refusal ?? 'was done'}`)
        child.stdin.write('done\n')
      }
    }
    const [code, errors] = await end
    if (code !== 0 || errors !== '') throw new Error(`scenario.php ended with ${code}: ${errors}`)
    return { exchanges, complaints }
  } finally {
    kill()
    process.off('exit', kill)
  }
}
