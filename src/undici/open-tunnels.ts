import { type Dispatcher, Pool } from 'undici'

// Node's own code for it. That it was raised proves that no request has left.
const code = 'ERR_PROXY_TUNNEL'

/**
 * Makes the connections to a proxy through which tunnels are opened.
 *
 * undici by itself has no time limit for the proxy's answer to CONNECT, and undici 7 connects again without end to a proxy
 * that hangs up on it. Whatever goes wrong here fails the request, with a code of its own.
 */
export const openTunnels =
  (timeoutMs: number) =>
  (origin: URL, options: object): Dispatcher => {
    const pool = new Pool(origin, options)
    const open = pool.connect.bind(pool)
    const connect = async (target: Dispatcher.ConnectOptions) => {
      try {
        const answer = await open({ ...target, signal: AbortSignal.timeout(timeoutMs) })
        if (answer.statusCode === 200) return answer
        answer.socket.on('error', () => {}).destroy()
        throw new Error(`it answered ${answer.statusCode} to CONNECT`)
      } catch (cause) {
        const { message } = cause as Error
        throw Object.assign(new Error(`the proxy opened no tunnel: ${message}`, { cause }), { code })
      }
    }
    return Object.assign(pool, { connect })
  }
