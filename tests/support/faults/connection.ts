import type { Exchange, Fault, Verdict } from './types.ts'

const broken: Verdict = { kind: 'network', outcome: 'unknown', repeated: true }
const stalled = {
  verdict: { kind: 'timeout', outcome: 'unknown', repeated: false, retryable: true },
  stalls: true,
} as const

const begin = ({ response, good }: Exchange, headers: Readonly<Record<string, string>> = {}) => {
  response.writeHead(200, { 'content-type': 'application/json', ...headers })
  return good
}

/** Stops half way through an answer without saying how long it is, so that it looks complete. */
function cutOff(exchange: Exchange): void {
  const text = begin(exchange, { connection: 'close' })
  exchange.response.useChunkedEncodingByDefault = false
  exchange.response.end(text.slice(0, text.length / 2))
}

/** Connections that break, stall, or drag on. */
export const connectionFaults: readonly Fault[] = [
  { name: 'reset before the answer', respond: ({ request }) => request.socket.resetAndDestroy(), verdict: broken },
  {
    name: 'reset in the middle of the body',
    respond: (exchange) => {
      const text = begin(exchange, { 'content-length': '1000' })
      exchange.response.write(text.slice(0, 20), () => exchange.request.socket.resetAndDestroy())
    },
    verdict: broken,
  },
  {
    name: 'end before the announced length',
    respond: (exchange) => {
      const text = begin(exchange, { 'content-length': '1000' })
      exchange.response.write(text.slice(0, 20), () => exchange.request.socket.end())
    },
    verdict: broken,
  },
  {
    name: 'cut off without an announced length',
    respond: cutOff,
    verdict: { kind: 'response', outcome: 'unknown' },
  },
  { name: 'stall before the headers', respond: ({ expire }) => expire(), ...stalled },
  {
    name: 'stall in the middle of the body',
    respond: (exchange) => {
      exchange.response.write(begin(exchange).slice(0, 10), () => setImmediate(exchange.expire))
    },
    ...stalled,
  },
  {
    name: 'one byte a while',
    respond: (exchange) => {
      const text = begin(exchange)
      let at = 0
      const timer = setInterval(() => {
        exchange.response.write(text[at++ % text.length] ?? '')
        if (at === 3) exchange.expire()
      }, 10)
      exchange.response.once('close', () => clearInterval(timer))
    },
    ...stalled,
  },
  {
    name: 'carried out, then dropped',
    respond: ({ request }) => {
      request.resume().once('end', () => request.socket.destroy())
    },
    verdict: broken,
  },
  {
    name: 'an answer after the deadline',
    respond: (exchange) => {
      exchange.expire()
      exchange.response.end(begin(exchange))
    },
    ...stalled,
  },
]
