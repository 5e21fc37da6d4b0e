import { pathToFileURL } from 'node:url'
import { createSandbox } from '../../src/sandbox/index.ts'

// Runs the files that it is given as a reader would run them, with the sandbox in the place of the gateway. Prints what
// became of each as JSON on the last line.
const { merchantId, apiKey, payoutApiKey, fetch } = createSandbox().clientOptions
Object.assign(process.env, {
  CRYPTOMUS_MERCHANT_ID: merchantId,
  CRYPTOMUS_API_KEY: apiKey,
  CRYPTOMUS_PAYOUT_API_KEY: payoutApiKey,
})
Object.assign(globalThis, { fetch })

const failures: Record<string, string> = {}
for (const file of process.argv.slice(2)) {
  try {
    await import(pathToFileURL(file).href)
  } catch (error) {
    failures[file] = String(error instanceof Error ? error.stack : error)
  }
}
console.log(`\n${JSON.stringify(failures)}`)
