import type { ResponseLike } from './types.ts'

/** More than any answer of the gateway, and little enough to hold in memory. Counted after decompression. */
export const maxResponseBytes = 1_048_576

interface ReaderLike {
  read(): Promise<{ readonly done: boolean; readonly value?: unknown }>
  cancel(): Promise<void>
}

async function* readStream(reader: ReaderLike): AsyncGenerator<unknown> {
  try {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) yield chunk.value
  } finally {
    // A body that is left unread keeps its socket from being used again. On one that was read it does nothing.
    Promise.resolve(reader.cancel()).catch(() => {})
  }
}

function toChunks(body: unknown): AsyncIterable<unknown> | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  if ('getReader' in body) return readStream((body as { getReader(): ReaderLike }).getReader())
  return Symbol.asyncIterator in body ? (body as AsyncIterable<unknown>) : undefined
}

/**
 * Reads a response's body as text; `undefined` when it is larger than the limit, which ends the reading.
 *
 * A fake with only `text()` is measured after reading.
 */
export async function readText(response: ResponseLike): Promise<string | undefined> {
  const chunks = toChunks(response.body)
  if (chunks === undefined) {
    const text = await response.text()
    return text.length > maxResponseBytes ? undefined : text
  }
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for await (const chunk of chunks) {
    const bytes = typeof chunk === 'string' ? new TextEncoder().encode(chunk) : (chunk as Uint8Array)
    size += bytes.byteLength
    if (size > maxResponseBytes) return undefined
    text += decoder.decode(bytes, { stream: true })
  }
  return text + decoder.decode()
}
