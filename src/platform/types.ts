/**
 * The platform's `AbortSignal`; where its types declare none, the subset of it that is used.
 *
 * The types of Cloudflare Workers declare `AbortSignal` as a class, for which `typeof globalThis` has no member; there it is
 * the `signal` of a `Request`.
 */
export type Signal = typeof globalThis extends { AbortSignal: { prototype: infer PlatformSignal } }
  ? PlatformSignal
  : typeof globalThis extends { Request: { prototype: { readonly signal: infer RequestSignal } } }
    ? RequestSignal
    : {
        readonly aborted: boolean
        readonly reason: unknown
        addEventListener(type: 'abort', listener: () => void): void
        removeEventListener(type: 'abort', listener: () => void): void
      }

/** The platform's `Request`; where its types declare none, the subset of it that is read. */
export type WebRequest = typeof globalThis extends { Request: { prototype: infer PlatformRequest } }
  ? PlatformRequest
  : {
      readonly method: string
      readonly url: string
      readonly headers: { get(name: string): string | null }
      text(): Promise<string>
    }

/** The platform's `Response`; where its types declare none, the subset of it that is used. */
export type WebResponse = typeof globalThis extends { Response: { prototype: infer PlatformResponse } }
  ? PlatformResponse
  : {
      readonly status: number
      readonly headers: { get(name: string): string | null }
      text(): Promise<string>
    }
