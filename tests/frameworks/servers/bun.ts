import { handle } from '../handle.ts'

Bun.serve({
  port: process.env.PORT,
  fetch: (request, server) => handle(request, { remoteAddress: server.requestIP(request)?.address }),
})
