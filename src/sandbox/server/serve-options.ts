import { isIP, isIPv6 } from 'node:net'
import { configError } from '../../errors/create-error.ts'
import { assertKnownNames } from '../../options/forms.ts'
import type { Sandbox } from '../types.ts'
import { classifyAddress } from './addresses.ts'
import { toComparableName } from './door.ts'
import { requireBackDoor } from './sandbox-access.ts'
import type { ServeOptions } from './types.ts'

/** A host to which webhooks may be posted. */
export interface CallbackHost {
  /** The host as `URL` writes it, without the dot of the root. */
  readonly hostname: string
  /** The only port; any port without it. */
  readonly port: number | undefined
}

/** Options of `serveSandbox` that have been checked. */
interface CheckedServeOptions {
  readonly sandbox: Sandbox | undefined
  readonly port: number
  readonly host: string
  readonly allowedHosts: readonly string[]
  readonly callbackHosts: readonly CallbackHost[]
}

const isPort = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 65_535

function requirePort(value: unknown): number {
  if (isPort(value)) return value
  const hint = typeof value === 'string' && /^\d+$/.test(value) ? `: write Number('${value.slice(0, 10)}')` : ''
  throw configError('port', `must be a whole number from 0 to 65535, where 0 chooses a free port${hint}`)
}

const hostName = /^[\w-]+(?:\.[\w-]+)*\.?$/

function requireHost(value: unknown): string {
  if (typeof value === 'string' && (isIP(value) !== 0 || hostName.test(value))) return value
  const complaint = "must be an address or a name of this machine, such as '127.0.0.1', or '0.0.0.0' for all addresses"
  throw configError('host', `${complaint}; it has no scheme, port, path or brackets`)
}

function requireSandbox(value: Sandbox): Sandbox {
  requireBackDoor(value)
  return value
}

/** Returns the texts of an option that is a list; names the option and an example otherwise. */
function requireTexts(value: unknown, option: string, example: string): readonly string[] {
  if (!Array.isArray(value)) throw configError(option, `must be an array of hosts, such as ['${example}']`)
  return value.map((entry: unknown, at) => {
    if (typeof entry === 'string' && entry !== '') return entry
    throw configError(`${option}[${at}]`, `must be a host as a string, such as '${example}'`)
  })
}

/** Finds the host, and the port, that somebody means who writes a URL or a path instead. */
function guessHost(entry: string): string | undefined {
  const [, guess] =
    /^(?:(?:[a-z][a-z\d+.-]*:)?\/\/)?(?:[^/?#@]*@)?([\w.-]+(?::\d+)?|\[[\da-f:.]+\](?::\d+)?)(?:[/?#]|$)/i.exec(
      entry,
    ) ?? []
  return guess
}

function refuseEntry(option: string, entry: string, wanted: string, guess = guessHost(entry)) {
  const remedy = guess === undefined || guess === entry ? '' : `: write '${guess}'`
  return configError(option, `must be ${wanted}${remedy}`)
}

const isHost = (text: string) => hostName.test(text) || isIP(text) !== 0

function requireAllowedHosts(value: unknown): readonly string[] {
  return requireTexts(value, 'allowedHosts', 'sandbox.internal').map((entry, at) => {
    if (isHost(entry)) return entry
    const wanted = "a host without scheme, port, path or wildcard, such as 'sandbox.internal'"
    throw refuseEntry(`allowedHosts[${at}]`, entry, wanted, guessHost(entry)?.replace(/:\d+$/, ''))
  })
}

/** Writes a host as `URL` does, which knows every spelling of an address; `undefined` for what is none. */
function canonicalHost(host: string): string | undefined {
  try {
    const { hostname, host: all, username } = new URL(`http://${host}`)
    return username === '' && hostname === all ? toComparableName(hostname) : undefined
  } catch {
    return undefined
  }
}

function parseCallbackHost(entry: string): CallbackHost | undefined {
  // A bare IPv6 address has colons, and none of them begins a port.
  const written = isIPv6(entry) ? `[${entry}]` : entry
  const [, host = '', digits] = /^(\[[^\]]*\]|[^:\s/\\?#@*%,;]+)(?::(\d{1,5}))?$/.exec(written) ?? []
  const hostname = canonicalHost(host)
  const port = digits === undefined ? undefined : Number(digits)
  return hostname === undefined || (port !== undefined && !(isPort(port) && port > 0)) ? undefined : { hostname, port }
}

function requireCallbackHosts(value: unknown): readonly CallbackHost[] {
  return requireTexts(value, 'allowCallbackHosts', 'app:3000').map((entry, at) => {
    const option = `allowCallbackHosts[${at}]`
    const parsed = parseCallbackHost(entry)
    if (parsed === undefined) throw refuseEntry(option, entry, "a host, or host:port, such as 'app' or 'app:3000'")
    const address = parsed.hostname.replace(/^\[|\]$/g, '')
    if (isIP(address) === 0 || classifyAddress(address) !== 'forbidden') return parsed
    throw configError(
      option,
      'is a link-local, metadata or unspecified address, where webhooks never go; name the receiver',
    )
  })
}

const known: readonly string[] = ['sandbox', 'port', 'host', 'allowedHosts', 'allowCallbackHosts']

/** Returns the options of `serveSandbox` with their defaults; throws a `config` error for what is unusable or unknown. */
export function requireServeOptions(options: ServeOptions): CheckedServeOptions {
  if (typeof options !== 'object' || options === null) {
    throw configError('options', 'must be an object, such as { port: 4010 }')
  }
  assertKnownNames(options, known)
  const { sandbox, port = 0, host = '127.0.0.1', allowedHosts = [], allowCallbackHosts = [] } = options
  return {
    sandbox: sandbox === undefined ? undefined : requireSandbox(sandbox),
    port: requirePort(port),
    host: requireHost(host),
    allowedHosts: requireAllowedHosts(allowedHosts),
    callbackHosts: requireCallbackHosts(allowCallbackHosts),
  }
}
