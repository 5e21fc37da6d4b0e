import { spawn } from 'node:child_process'
import { root } from '../support/root.ts'
import type { PartMessage, TestReport } from './report-tests.ts'

/** Some files that run in one process. */
export interface Part {
  readonly name: string
  readonly hashes: 'host' | 'portable'
  readonly files: readonly string[]
}

/** Sums in the words of Node's own closing lines. */
export interface Sums {
  tests: number
  suites: number
  pass: number
  fail: number
  cancelled: number
  skipped: number
  todo: number
}

/** Receives what happens in a part, as it happens. */
export interface PartListener {
  readonly onReport: (report: TestReport) => void
  readonly onNote: (note: string) => void
}

export interface PartResult {
  readonly sums: Sums
  /** Everything that was written to standard output and standard error. */
  readonly output: string
}

/** Milliseconds without a message after which a part has hung up: longer than any single test takes with full counts. */
const silenceMs = 300_000

function count(sums: Sums, { path, isSuite, status, error }: TestReport): void {
  if (isSuite && path.length > 1) sums.suites += 1
  // The tests inside of a suite have been counted; a suite fails by itself when a hook of it throws.
  if (isSuite && error === undefined) return
  sums.tests += 1
  sums[status] += 1
}

/** Runs a part in a process of its own. A process that dies, hangs up or fails without a failed test counts as one. */
export function runPart(part: Part, listener: PartListener, maxSilenceMs = silenceMs): Promise<PartResult> {
  const preload = part.hashes === 'portable' ? ['--import', new URL('./portable-hashes.mjs', import.meta.url).href] : []
  const reporter = `--test-reporter=${new URL('./report-tests.ts', import.meta.url).href}`
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', ...preload, reporter, 'tests/tools/run-files.ts', ...part.files],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...process.env, CRYPTOMUS_KIT_HASHES: part.hashes },
    },
  )
  const sums: Sums = { tests: 0, suites: 0, pass: 0, fail: 0, cancelled: 0, skipped: 0, todo: 0 }
  const output: Buffer[] = []
  let latest = `loading ${part.files[0]}`
  let hasEnded = false
  let isSilent = false
  const report = (done: TestReport) => {
    count(sums, done)
    listener.onReport(done)
  }
  const giveUp = () => {
    isSilent = true
    child.kill('SIGKILL')
    // A process that the child started may hold them open.
    child.stdout?.destroy()
    child.stderr?.destroy()
  }
  const timer = setTimeout(giveUp, maxSilenceMs)
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => output.push(chunk))
  child.on('message', (message: PartMessage) => {
    timer.refresh()
    if ('began' in message) latest = message.began
    else if ('done' in message) report(message.done)
    else if ('note' in message) listener.onNote(message.note)
    else hasEnded = true
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      const failed = sums.fail + sums.cancelled
      const end = isSilent
        ? `was silent for ${maxSilenceMs / 1000} s and was killed`
        : `ended with ${signal ?? `exit code ${code}`}`
      if (isSilent || !hasEnded || (code !== 0 && failed === 0))
        report({
          path: [part.name],
          isSuite: false,
          status: 'fail',
          durationMs: 0,
          error: `The process ${end} after ${latest}.`,
        })
      resolve({ sums, output: Buffer.concat(output).toString() })
    })
  })
}
