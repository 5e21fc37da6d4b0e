import { balancerEvent, httpEvent, restEvent } from '../../support/lambda-events.ts'
import { startLambda } from './start-lambda.ts'
import { startServer } from './start-server.ts'
import { startWorker } from './start-worker.ts'
import type { Running } from './types.ts'

/** One way in which a framework receives webhooks. */
export interface Route {
  /** What a test calls it. */
  readonly name: string
  /** Where it is. @default "/webhooks/cryptomus" */
  readonly path?: string
  /** What the answer has to say where the body was parsed first; it is raw where this is absent. */
  readonly fix?: RegExp
}

/** One server, and the ways in which it receives webhooks. */
export interface Fixture {
  readonly name: string
  readonly start: () => Promise<Running>
  readonly routes: readonly Route[]
  /** A program that is installed only where there is one for the platform. */
  readonly needs?: string
}

const node = (file: string, ...args: string[]) => startServer(process.execPath, ['--import', 'tsx', file, ...args])

const webFunction = (file: string) => node('tools/serve-web-function.ts', `../functions/${file}`)

const raw: Route = { name: 'the raw body' }

const expressRoutes: readonly Route[] = [
  raw,
  { name: 'express.raw()', path: '/raw' },
  { name: 'express.json() before it', path: '/parsed', fix: /Express: mount .* before express\.json\(\)/ },
]

const lambdaRoutes: readonly Route[] = [
  raw,
  { name: 'a mapping template before it', path: '/parsed', fix: /Use Lambda proxy integration/ },
]

const next = 'node_modules/next/dist/bin/next'

const bun = 'node_modules/@oven/bun-linux-x64/bin/bun'
const deno = 'node_modules/@deno/linux-x64-glibc/deno'
const denoArgs = ['run', '--no-remote', '--no-prompt', '--allow-net', '--allow-env', '--allow-read', 'servers/deno.ts']

export const fixtures: readonly Fixture[] = [
  { name: 'node:http', start: () => node('servers/node-http.ts'), routes: [raw] },
  { name: 'Express 5', start: () => node('servers/express.ts'), routes: expressRoutes },
  { name: 'Express 4', start: () => node('servers/express4.ts'), routes: expressRoutes },
  {
    name: 'Koa',
    start: () => node('servers/koa.ts'),
    routes: [raw, { name: 'koa-bodyparser before it', path: '/parsed', fix: /Koa: before the body parser/ }],
  },
  {
    name: 'Fastify',
    start: () => node('servers/fastify.ts'),
    routes: [raw, { name: 'its own parser', path: '/parsed', fix: /Fastify: .*removeAllContentTypeParsers/ }],
  },
  { name: 'Nest', start: () => node('servers/nest.ts'), routes: [raw] },
  {
    name: 'Nest without rawBody',
    start: () => node('servers/nest-parsed.ts'),
    routes: [{ name: 'its own parser', fix: /Nest: NestFactory\.create\(AppModule, \{ rawBody: true \}\)/ }],
  },
  {
    name: 'Hono',
    start: () => node('servers/hono.ts'),
    routes: [raw, { name: 'c.req.json() before it', path: '/parsed', fix: /Pass the request unread/ }],
  },
  {
    name: 'Next.js',
    start: () => startServer(process.execPath, [next, 'dev', 'next'], { NEXT_TELEMETRY_DISABLED: '1' }),
    routes: [
      { name: 'an app route' },
      { name: 'a pages route', path: '/api/cryptomus' },
      { name: 'a pages route with its parser', path: '/api/parsed', fix: /Next\.js: .*bodyParser: false/ },
    ],
  },
  { name: 'Cloudflare Workers', start: () => startWorker('functions/worker.ts'), routes: [raw] },
  { name: 'API Gateway, format 1.0', start: () => startLambda(restEvent, false), routes: lambdaRoutes },
  { name: 'API Gateway, format 1.0, base64', start: () => startLambda(restEvent, true), routes: [raw] },
  { name: 'API Gateway, format 2.0', start: () => startLambda(httpEvent, false), routes: lambdaRoutes },
  { name: 'API Gateway, format 2.0, base64', start: () => startLambda(httpEvent, true), routes: [raw] },
  { name: 'a load balancer before Lambda', start: () => startLambda(balancerEvent, true), routes: [raw] },
  { name: 'a Vercel function', start: () => webFunction('vercel.ts'), routes: [raw] },
  { name: 'a Netlify function', start: () => webFunction('netlify.ts'), routes: [raw] },
  { name: 'Deno', start: () => startServer(deno, denoArgs), routes: [raw], needs: deno },
  { name: 'Bun', start: () => startServer(bun, ['servers/bun.ts']), routes: [raw], needs: bun },
]
