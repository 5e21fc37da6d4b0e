import type { Fetch, FetchInit, ResponseLike } from '../../src/call/types.ts'

/** One call of a fake fetch. */
export interface Sent extends FetchInit {
  readonly url: string
}

/** A response with a status and a body: JSON of what is not a text. */
export function answer(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): ResponseLike {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return { status, headers: new Headers(headers), text: async () => text }
}

/** The gateway's answer that all went well. */
export const ok = (result: unknown): ResponseLike => answer(200, { state: 0, result })

/** A fetch that answers always the same and keeps what it was called with. */
export function fakeFetch(response: ResponseLike | ((sent: Sent) => ResponseLike | Promise<ResponseLike>)) {
  const sent: Sent[] = []
  const fetch: Fetch = async (url, init) => {
    const call = { url, ...init }
    sent.push(call)
    return typeof response === 'function' ? response(call) : response
  }
  return { fetch, sent }
}

/** One response or failure of a script; `never` is none at all. */
export type Step = ResponseLike | Error | 'never'

/** A fetch that plays a script, whose last step is repeated. */
export const scriptFetch = (...steps: readonly Step[]) => {
  const { fetch, sent } = fakeFetch(() => {
    const step = steps[Math.min(sent.length, steps.length) - 1] ?? 'never'
    if (step === 'never') return new Promise<never>(() => {})
    if (step instanceof Error) throw step
    return step
  })
  return { fetch, sent }
}
