/** The `AbortSignal` of the platform, or the part of one that is used where the platform's types know none. */
export type Signal = typeof globalThis extends { AbortSignal: { prototype: infer PlatformSignal } }
  ? PlatformSignal
  : {
      readonly aborted: boolean
      readonly reason: unknown
      addEventListener(type: 'abort', listener: () => void): void
      removeEventListener(type: 'abort', listener: () => void): void
    }

/** The platform's `Request`, or the part of one that is used where the platform's types know none. */
export type WebRequest = typeof globalThis extends { Request: { prototype: infer PlatformRequest } }
  ? PlatformRequest
  : {
      readonly method: string
      readonly url: string
      readonly headers: { get(name: string): string | null }
      text(): Promise<string>
    }

/** The platform's `Response`, or the part of one that is used where the platform's types know none. */
export type WebResponse = typeof globalThis extends { Response: { prototype: infer PlatformResponse } }
  ? PlatformResponse
  : {
      readonly status: number
      readonly headers: { get(name: string): string | null }
      text(): Promise<string>
    }
