import { readFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { createServer } from 'node:https'
import { withServer } from './loopback.ts'
import { root } from './sources.ts'

const fixture = (name: string) => readFileSync(`${root}tests/undici/fixtures/${name}`, 'utf8')

/** The certificate of the authority that vouches for the server below. Nobody trusts it by itself. */
export const testAuthority = fixture('ca.pem')

/** What a server of this machine shows: a certificate for `localhost` and `127.0.0.1`. */
export const serverIdentity = { cert: fixture('server.pem'), key: fixture('server-key.pem') } as const

/** Runs something against a real HTTPS server on this machine, and hands out its port. */
export const withSecureLoopback = <Value>(listener: RequestListener, run: (port: number) => Promise<Value>) =>
  withServer(createServer(serverIdentity, listener), run)
