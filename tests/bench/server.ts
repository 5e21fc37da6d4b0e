import { type ChildProcess, fork } from 'node:child_process'
import { type AddressInfo, createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { paymentSample } from '../fixtures/payments.ts'

const path = fileURLToPath(import.meta.url)

/** Starts the server in a process of its own, so that its work is not counted as the client's. */
export async function startServer(): Promise<{ readonly url: string; readonly stop: () => void }> {
  const child: ChildProcess = fork(path, ['serve'], { execArgv: ['--import', 'tsx'] })
  const port = await new Promise<unknown>((resolve) => child.once('message', resolve))
  return { url: `http://127.0.0.1:${port}`, stop: () => void child.kill() }
}

/** How long the first request of a text is, or `undefined` while more of it is to come. */
function lengthOf(text: string): number | undefined {
  const end = text.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const length = end + 4 + Number(/content-length: (\d+)/i.exec(text.slice(0, end))?.[1] ?? 0)
  return text.length < length ? undefined : length
}

if (process.argv[2] === 'serve') {
  // No more of HTTP than the clients need: what is measured must not be how fast this is.
  const body = JSON.stringify({ state: 0, result: paymentSample })
  const answer = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`
  const server = createServer((socket) => {
    let text = ''
    socket.setEncoding('latin1').setNoDelay(true)
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      text += chunk
      for (let length = lengthOf(text); length !== undefined; length = lengthOf(text)) {
        text = text.slice(length)
        socket.write(answer)
      }
    })
  })
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
}
