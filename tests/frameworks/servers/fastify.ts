import { toNodeListener } from 'cryptomus-kit/webhooks'
import fastify, { type FastifyReply, type FastifyRequest } from 'fastify'
import { handle } from '../handle.ts'

const listener = toNodeListener(handle)

const receive = async (request: FastifyRequest, reply: FastifyReply) => {
  reply.hijack()
  await listener(request.raw, reply.raw)
}

const app = fastify()

// A scope of its own, so that the routes outside keep their parsers.
app.register(async (scope) => {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
  scope.all('/webhooks/cryptomus', receive)
})
app.all('/parsed', receive)

await app.listen({ port: Number(process.env.PORT) })
