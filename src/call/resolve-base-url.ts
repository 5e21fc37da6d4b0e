import { configError } from '../errors/config-error.ts'
import { parseSafeUrl } from '../schema/safe-url.ts'

/** Brings a base URL to the form that paths are put behind; an unsafe or unusable one is a `config` error. */
export function resolveBaseUrl(baseUrl: string, option = 'baseUrl'): string {
  const url = parseSafeUrl(baseUrl)
  if (url === undefined || url.username + url.password + url.search + url.hash !== '') {
    throw configError(option, 'must be an https URL (http on loopback only) without credentials, query or fragment')
  }
  return (url.origin + url.pathname).replace(/\/+$/, '').replace(/\/v1$/, '')
}
