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

// Both at once: a pass keeps one core busy. The second one's words wait for the first to finish.
const hashFiles = files.filter(dependsOnHashes)
console.log(`Pass 1 of 2, the host's hashes: ${files.length} files`)
const second = hashFiles.length === 0 ? undefined : runPass('portable', hashFiles, 'pipe')
const first = await runPass('host', files, 'inherit')
console.log(`Pass 2 of 2, the portable hashes: ${hashFiles.length} files`)
const secondResult = await second
if (secondResult !== undefined) process.stdout.write(secondResult.output)
process.exitCode = first.passed && secondResult?.passed !== false ? 0 : 1
