import { readFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { createServer } from 'node:https'
import { withServer } from './loopback.ts'
import { root } from './root.ts'

const fixture = (name: string) => readFileSync(`${root}tests/undici/fixtures/${name}`, 'utf8')

/** The certificate of the authority that vouches for the server below. Nobody trusts it by itself. */
export const testAuthority = fixture('ca.pem')

/** Identity of a server of this machine: a certificate for `localhost` and `127.0.0.1`. */
export const serverIdentity = { cert: fixture('server.pem'), key: fixture('server-key.pem') } as const

/** Runs a function with the port of a real HTTPS server on this machine. */
export const withSecureLoopback = <Value>(listener: RequestListener, run: (port: number) => Promise<Value>) =>
  withServer(createServer(serverIdentity, listener), run)
