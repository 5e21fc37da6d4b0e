import { handle } from '../handle.ts'

Deno.serve({ port: Number(Deno.env.get('PORT')) }, (request, { remoteAddr }) =>
  handle(request, { remoteAddress: remoteAddr.hostname }),
)
