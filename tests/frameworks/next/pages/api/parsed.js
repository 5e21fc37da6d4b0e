import { toNodeListener } from 'cryptomus-kit/webhooks'
import { handle } from '../../handle.js'

export default toNodeListener(handle)
