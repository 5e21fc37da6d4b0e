import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { dependsOnHashes, findTests } from './find-tests.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** One run over some files, in a process of its own. Resolves with whether it passed. */
function runPass(hashes: 'host' | 'portable', files: readonly string[], output: 'inherit' | 'pipe') {
  const preload = hashes === 'portable' ? ['--import', new URL('./portable-hashes.mjs', import.meta.url).href] : []
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', ...preload, '--test-reporter=spec', 'tests/tools/run-files.ts', ...files],
    {
      cwd: root,
      stdio: ['ignore', output, output],
      env: { ...process.env, CRYPTOMUS_KIT_HASHES: hashes },
    },
  )
  const chunks: Buffer[] = []
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk))
  return new Promise<{ passed: boolean; output: Buffer }>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ passed: code === 0, output: Buffer.concat(chunks) }))
  })
}

const files = findTests(root, process.argv.slice(2))
if (files.length === 0) {
  console.error(`No test file matches: ${process.argv.slice(2).join(' ') || 'tests/**/*.test.ts'}`)
  process.exit(1)
}

// The files that hash run twice, with the host's hashes and with the portable ones; the others run once. All at once, for
// most of them keep one core busy and some wait. The words of all but the first wait for it to finish.
const hashing = files.filter(dependsOnHashes)
const parts = [
  { what: 'all but hashing', hashes: 'host', files: files.filter((file) => !hashing.includes(file)) },
  { what: "hashing, with the host's hashes", hashes: 'host', files: hashing },
  { what: 'hashing, with the portable hashes', hashes: 'portable', files: hashing },
] as const
const chosen = parts.filter((part) => part.files.length > 0)
const running = chosen.map((part, at) => runPass(part.hashes, part.files, at === 0 ? 'inherit' : 'pipe'))
for (const [at, { what, files: some }] of chosen.entries()) {
  console.log(`Part ${at + 1} of ${chosen.length}, ${what}: ${some.length} files`)
  const { passed, output } = (await running[at]) ?? { passed: false, output: '' }
  process.stdout.write(output)
  if (!passed) process.exitCode = 1
}
