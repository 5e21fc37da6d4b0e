import { pathToFileURL } from 'node:url'
import { createSandbox } from '../../src/sandbox/index.ts'

/**
 * Imports the files it is given, one after the other, each against a sandbox of its own: the environment holds its
 * credentials and the global fetch ends in it. Prints what each failed with as one line of JSON, `null` for success.
 */
async function runBlock(file: string): Promise<string | null> {
  const { clientOptions } = createSandbox()
  process.env.CRYPTOMUS_MERCHANT_ID = clientOptions.merchantId
  process.env.CRYPTOMUS_API_KEY = clientOptions.apiKey
  process.env.CRYPTOMUS_PAYOUT_API_KEY = clientOptions.payoutApiKey
  globalThis.fetch = clientOptions.fetch as unknown as typeof fetch
  try {
    await import(pathToFileURL(file).href)
    return null
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error)
  }
}

// What a block prints would hide the verdicts.
const print = console.log
console.log = () => {}

const verdicts: (string | null)[] = []
for (const file of process.argv.slice(2)) verdicts.push(await runBlock(file))
print(JSON.stringify(verdicts))
process.exit()
