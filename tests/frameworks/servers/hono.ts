import { serve } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import { Hono } from 'hono'
import { handle } from '../handle.ts'

const app = new Hono()

app.all('/webhooks/cryptomus', (c) => handle(c.req.raw, { remoteAddress: getConnInfo(c).remote.address }))

app.all('/parsed', async (c) => {
  await c.req.json()
  return handle(c.req.raw)
})

serve({ fetch: app.fetch, port: Number(process.env.PORT) })
