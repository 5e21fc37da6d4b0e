import { createServer } from 'node:http'
import { toNodeListener } from 'cryptomus-kit/webhooks'
import { handle } from '../handle.ts'

createServer(toNodeListener(handle)).listen(process.env.PORT)
