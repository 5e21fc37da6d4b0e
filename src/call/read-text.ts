import { readChunks } from './read-body.ts'
import type { ResponseLike } from './types.ts'

/** More than any answer of the gateway, and little enough to hold in memory. Counted after decompression. */
export const maxResponseBytes = 1_048_576

const decoder = /* @__PURE__ */ new TextDecoder()

/** Puts pieces together, so that no character is cut in two. */
function join(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const [first] = chunks
  if (chunks.length === 1 && first !== undefined) return first
  const whole = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.byteLength
  }
  return whole
}

/**
 * Reads a response's body as text; `undefined` when it is larger than the limit, which ends the reading.
 *
 * A fake with only `text()` is measured after reading.
 */
export async function readText(response: ResponseLike): Promise<string | undefined> {
  const chunks: Uint8Array[] = []
  let size = 0
  const reading = readChunks(response.body, (chunk) => {
    const bytes = typeof chunk === 'string' ? new TextEncoder().encode(chunk) : (chunk as Uint8Array)
    size += bytes.byteLength
    chunks.push(bytes)
    return size <= maxResponseBytes
  })
  if (reading === undefined) {
    const whole = await response.text()
    return whole.length > maxResponseBytes ? undefined : whole
  }
  await reading
  return size > maxResponseBytes ? undefined : decoder.decode(join(chunks, size))
}
