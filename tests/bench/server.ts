import { type ChildProcess, fork } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { paymentSample } from '../tools/samples.ts'

const path = fileURLToPath(import.meta.url)

/** Starts the server in a process of its own, so that its work is not counted as the client's. */
export async function startServer(): Promise<{ readonly url: string; readonly stop: () => void }> {
  const child: ChildProcess = fork(path, ['serve'], { execArgv: ['--import', 'tsx'] })
  const port = await new Promise<unknown>((resolve) => child.once('message', resolve))
  return { url: `http://127.0.0.1:${port}`, stop: () => void child.kill() }
}

if (process.argv[2] === 'serve') {
  const answer = Buffer.from(JSON.stringify({ state: 0, result: paymentSample }))
  const server = createServer((request, response) => {
    request.resume()
    request.once('end', () => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length }).end(answer)
    })
  })
  server.keepAliveTimeout = 60_000
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
}
