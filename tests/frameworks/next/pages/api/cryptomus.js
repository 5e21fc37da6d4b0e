import { toNodeListener } from 'cryptomus-kit/webhooks'
import { handle } from '../../handle.js'

export const config = { api: { bodyParser: false } }

export default toNodeListener(handle)
