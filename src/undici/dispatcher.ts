import { createRequire } from 'node:module'
import { configError, createError } from '../errors/create-error.ts'
import type { UndiciDispatcher, UndiciOptions } from './options.ts'

type Undici = typeof import('undici')

/** A dispatcher that can be closed. */
interface OpenDispatcher extends UndiciDispatcher {
  close(): Promise<void>
}

/**
 * Opens undici's pool with options that have been checked; it connects at the first request. A `dispatcher` that was passed
 * is used as it is and never closed.
 *
 * @throws {CryptomusError} kind `config`: undici is missing, too old, or does not run on this Node.
 */
export function openDispatcher(options: UndiciOptions, loadUndici = requireUndici): OpenDispatcher {
  const { dispatcher, connections, keepAliveTimeoutMs, connectTimeoutMs = 10_000 } = options
  if (dispatcher) return { request: (request) => dispatcher.request(request), close: async () => {} }
  const open = ({ Agent }: Undici) => {
    // Bun puts a module of its own in the place of undici.
    if (!Agent.prototype.request) throw configError('undici', 'has no pool on this runtime: leave fetch out')
    return new Agent({
      connect: { timeout: connectTimeoutMs },
      // undici 8 would use it, undici 7 would not.
      allowH2: false,
      // The client bounds both, and a call may be given more time than undici's five minutes.
      headersTimeout: 0,
      bodyTimeout: 0,
      ...(connections !== undefined && { connections }),
      ...(keepAliveTimeoutMs !== undefined && { keepAliveTimeout: keepAliveTimeoutMs }),
    })
  }
  const undici = loadUndici()
  if (undici) return open(undici)
  let opening: Promise<OpenDispatcher> | undefined
  const opened = () => {
    opening ??= importUndici().then(open)
    return opening
  }
  return {
    request: async (request) => (await opened()).request(request),
    close: async () => (await opening?.catch(() => undefined))?.close(),
  }
}

/** Loads a module by its name, or throws. */
type Load = (name: string) => unknown

/**
 * Loads the undici that is installed beside this package; returns `undefined` in a bundle, which may hold a copy of its own.
 *
 * An `import` at the top would end the process where undici is missing or does not run, without a hint.
 */
export function requireUndici(load: Load = loadFromHere): Undici | undefined {
  const versionOf = (name: string) => {
    try {
      return (load(`${name}/package.json`) as { readonly version: string }).version
    } catch {
      return undefined
    }
  }
  const version = versionOf('undici')
  if (version !== undefined && Number.parseInt(version, 10) < 6) throw undiciError(`${version} is older than 6`)
  try {
    return load('undici') as Undici
  } catch (cause) {
    if (version !== undefined) throw undiciError(`${version} does not run on Node ${process.versions.node}`, cause)
    // In a bundle this package is not found either.
    if (versionOf('cryptomus-kit') === undefined) return undefined
    throw undiciError('is not installed', cause)
  }
}

const loadFromHere: Load = (name) => createRequire(import.meta.url)(name)

/** Loads undici in the form that bundlers follow. */
const importUndici = (): Promise<Undici> =>
  import('undici').catch((cause: unknown) => {
    throw undiciError(`is missing or does not run on Node ${process.versions.node}`, cause)
  })

function undiciError(complaint: string, cause?: unknown) {
  const fields = { option: 'undici', cause }
  // undici 7 runs on every Node that this package runs on.
  return createError('config', `undici ${complaint}. Run npm install undici@7.`, fields)
}
