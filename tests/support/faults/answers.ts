import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { Exchange, Fault, Verdict } from './types.ts'

type Headers = Readonly<Record<string, string>>

const answer =
  (status: number, body: string | Buffer | ((good: string) => string | Buffer), headers: Headers = {}) =>
  ({ response, good }: Exchange) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(typeof body === 'function' ? body(good) : body)
  }

const html = '<!DOCTYPE html><html><head><title>Attention Required! | Cloudflare</title></head><body></body></html>'
const page = (status: number, headers: Headers = {}) =>
  answer(status, html, { 'content-type': 'text/html', ...headers })

const fine: Verdict = { kind: 'ok' }
const foreign: Verdict = { kind: 'response', outcome: 'unknown' }
const passing: Verdict = { ...foreign, repeated: true }
const refused: Verdict = { kind: 'api', outcome: 'rejected' }
const megabyte = 1_048_576

const date = (ms: number) => new Date(Date.now() + ms).toUTCString()

/** Pages of proxies, and servers that ask to come again. */
export const statusFaults: readonly Fault[] = [
  { name: 'an HTML page with 502', respond: page(502), verdict: passing },
  { name: 'a page with 403', respond: page(403), verdict: foreign },
  { name: 'a page with 429', respond: page(429), verdict: passing },
  { name: 'a page with 520', respond: page(520), verdict: passing },
  { name: 'a page with 524', respond: page(524), verdict: passing },
  {
    name: 'Retry-After in seconds',
    respond: page(429, { 'retry-after': '0' }),
    verdict: { ...passing, retryAfterMs: 0 },
  },
  {
    name: 'Retry-After as a date',
    respond: (exchange) => page(503, { 'retry-after': date(-1000) })(exchange),
    verdict: { ...passing, retryAfterMs: 0 },
  },
  {
    name: 'Retry-After beyond the time that is left',
    respond: page(503, { 'retry-after': '3600' }),
    verdict: { ...foreign, retryable: true, retryAfterMs: 3_600_000 },
  },
  { name: 'Retry-After that means nothing', respond: page(503, { 'retry-after': 'soon' }), verdict: passing },
  {
    name: 'an envelope with 500',
    respond: answer(500, '{"message":"Server error, #1","code":500,"error":null}'),
    verdict: { kind: 'api', outcome: 'unknown', repeated: true },
  },
  { name: 'a refusal with 422', respond: answer(422, '{"state":1,"message":"no"}'), verdict: refused },
]

/** Answers that are whole, and not what was expected. */
export const bodyFaults: readonly Fault[] = [
  { name: '204 without a body', respond: ({ response }) => response.writeHead(204).end(), verdict: foreign },
  { name: '200 without a body', respond: answer(200, ''), verdict: foreign },
  {
    name: 'good JSON as text/html',
    respond: answer(200, (good) => good, { 'content-type': 'text/html' }),
    verdict: fine,
  },
  { name: 'HTML as application/json', respond: answer(200, html), verdict: foreign },
  { name: 'gzip', respond: answer(200, (good) => gzipSync(good), { 'content-encoding': 'gzip' }), verdict: fine },
  {
    name: 'brotli',
    respond: answer(200, (good) => brotliCompressSync(good), { 'content-encoding': 'br' }),
    verdict: fine,
  },
  {
    name: 'a gzip bomb',
    respond: answer(200, () => bomb, { 'content-encoding': 'gzip' }),
    verdict: foreign,
  },
  {
    name: 'a body without end',
    respond: ({ response }) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const more = () => {
        while (!response.destroyed && response.write(' '.repeat(65_536))) {}
      }
      response.on('drain', more)
      more()
    },
    verdict: foreign,
  },
  { name: 'a refusal with 200', respond: answer(200, '{"state":1,"message":"Not enough funds"}'), verdict: refused },
  { name: 'a byte order mark', respond: answer(200, (good) => `\uFEFF${good}`), verdict: fine },
  { name: 'an array', respond: answer(200, '[]'), verdict: foreign },
  { name: 'null', respond: answer(200, 'null'), verdict: foreign },
  { name: 'nothing but a number', respond: answer(200, `1${'0'.repeat(400)}`), verdict: foreign },
]

const bomb = gzipSync(Buffer.alloc(64 * megabyte, ' '))

/** Redirects of five kinds, on the same origin and to another one. None may be followed. */
export const redirectFaults: readonly Fault[] = [301, 302, 303, 307, 308].flatMap((status) =>
  ['the same origin', 'another origin'].map((where) => ({
    name: `${status} to ${where}`,
    respond: ({ response, elsewhere }: Exchange) => {
      response.writeHead(status, { location: where === 'another origin' ? `${elsewhere}/stolen` : '/followed' }).end()
    },
    verdict: foreign,
  })),
)
