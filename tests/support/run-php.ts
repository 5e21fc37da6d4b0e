import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/**
 * Runs one of the PHP scripts beside this file and returns the lines that it prints.
 *
 * Without php.ini, so that every machine prints the same. Where there is no PHP it fails: a skipped oracle proves nothing.
 */
export function runPhp(script: string, args: readonly (string | number)[], input = ''): readonly string[] {
  const path = fileURLToPath(new URL(script, import.meta.url))
  const { status, stdout, stderr, error } = spawnSync('php', ['-n', path, ...args.map(String)], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  })
  if (error !== undefined) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    throw new Error(
      isMissing
        ? 'php is not installed. This needs its command line, 8.2 or newer: apt-get install php-cli'
        : error.message,
    )
  }
  if (status !== 0) throw new Error(`php ${script} failed: ${stderr || stdout}`)
  return stdout.split('\n').slice(0, -1)
}
