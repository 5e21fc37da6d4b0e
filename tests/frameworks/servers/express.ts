import { toNodeListener } from 'cryptomus-kit/webhooks'
import express from 'express'
import { handle } from '../handle.ts'

const app = express()

// Before express.json(), which would take the raw body away.
app.all('/webhooks/cryptomus', toNodeListener(handle))
app.all('/raw', express.raw({ type: '*/*' }), toNodeListener(handle))

app.use(express.json())
app.all('/parsed', toNodeListener(handle))

app.listen(Number(process.env.PORT))
