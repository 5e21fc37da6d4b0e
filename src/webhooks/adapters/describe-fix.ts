import type { NodeRequest } from './node-types.ts'

const complaint = 'The body has been parsed before it could be verified, and the signature is about its exact text.'

const express =
  'Express: mount this listener before express.json(), or give its route express.raw({ type: "*/*" }). ' +
  'Nest: NestFactory.create(AppModule, { rawBody: true }).'

const nextPages =
  'Next.js: export const config = { api: { bodyParser: false } } from the route. ' +
  'Vercel without Next.js: export const POST = handle, without this listener.'

// Koa and Fastify hand over a bare request of Node's, which does not tell who has read it.
const others =
  'Mount this listener before whatever parses bodies. ' +
  'Koa: before the body parser. Fastify: in a scope with removeAllContentTypeParsers() and ' +
  "addContentTypeParser('*', (request, payload, done) => done(null)). " +
  `${express} ${nextPages}`

/** Says what to do about a body that was parsed too early, for the framework that the request comes from. */
export function describeFix(incoming: NodeRequest): string {
  if ('app' in incoming && 'originalUrl' in incoming) return `${complaint} ${express}`
  const isOfNext = 'query' in incoming && 'cookies' in incoming
  return `${complaint} ${isOfNext ? nextPages : others}`
}
