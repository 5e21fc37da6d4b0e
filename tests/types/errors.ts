import {
  type CryptomusError,
  type ErrorKind,
  type Issue,
  isCryptomusError,
  type Outcome,
  settle,
} from '../../src/index.ts'
import type { Equal, Expect } from './equal.ts'

declare const caught: unknown

export function narrowed() {
  if (isCryptomusError(caught, 'api')) {
    return {
      status: caught.status satisfies number,
      errors: caught.errors satisfies Readonly<Record<string, readonly string[]>>,
      words: caught.gatewayMessage satisfies string | undefined,
      kind: caught.kind satisfies 'api',
      message: caught.message satisfies string,
    }
  }
  if (isCryptomusError(caught, 'validation')) return caught.issues satisfies readonly Issue[]
  if (isCryptomusError(caught)) {
    // @ts-expect-error: only some kinds have a status
    return caught.status
  }
  // @ts-expect-error: it may be anything
  return caught.kind
}

// @ts-expect-error: no such kind
export const misspelt = () => isCryptomusError(caught, 'validaton')

/** A switch over every kind; a kind that is added and not handled does not compile. */
export function describe(error: CryptomusError): string {
  switch (error.kind) {
    case 'config':
      return error.option
    case 'validation':
      return error.issues.map(({ path }) => path).join()
    case 'network':
    case 'timeout':
    case 'aborted':
      return String(error.cause)
    case 'api':
      return error.gatewayMessage ?? String(error.status)
    case 'response':
      return error.text
    case 'conflict':
      return `${error.fields} of ${error.existing?.uuid}`
    case 'unsettled':
      return error.orderId
    case 'webhook':
      return error.reason
    default:
      return error satisfies never
  }
}

export async function settled(promise: Promise<number>): Promise<number> {
  const outcome = await settle(promise)
  if (outcome.ok) return outcome.value
  return outcome.error.attempts
}

export type Proofs = [
  Expect<Equal<CryptomusError['kind'], ErrorKind>>,
  Expect<Equal<CryptomusError['outcome'], Outcome>>,
  Expect<Equal<CryptomusError<'api'>['kind'], 'api'>>,
  Expect<Equal<CryptomusError['retryable'], boolean>>,
  Expect<Equal<CryptomusError['operation'], string | undefined>>,
]
