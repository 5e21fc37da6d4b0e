import { toNodeListener } from 'cryptomus-kit/webhooks'
import Koa, { type Middleware } from 'koa'
import bodyParser from 'koa-bodyparser'
import { handle } from '../handle.ts'

const listener = toNodeListener(handle)

const receive =
  (path: string): Middleware =>
  async (context, next) => {
    if (context.path !== path) return next()
    context.respond = false
    await listener(context.req, context.res)
  }

const app = new Koa()

// Before the body parser, which would take the raw body away.
app.use(receive('/webhooks/cryptomus'))
app.use(bodyParser())
app.use(receive('/parsed'))

app.listen(process.env.PORT)
