import { notify } from './waiting.ts'

interface ChunkReader {
  read?(): Promise<{ readonly done?: boolean; readonly value?: unknown }>
  next?(): Promise<{ readonly done?: boolean; readonly value?: unknown }>
  cancel?(): unknown
  return?(): unknown
}

interface Source {
  readonly locked?: boolean
  readonly readableDidRead?: boolean
  getReader?(): ChunkReader
  [Symbol.asyncIterator]?(): ChunkReader
}

/** Returns the reader of a web stream, a stream of Node or an async iterable; `undefined` for anything else, and for one that somebody else has read. */
export function openReader(body: unknown): ChunkReader | undefined {
  const source: Source = Object(body)
  if (source.locked || source.readableDidRead) return undefined
  return source.getReader?.() ?? source[Symbol.asyncIterator]?.()
}

/** Gives a body up before its end: one that is left unread keeps its socket from being used again. */
export function cancelBody(body: unknown, reader?: ChunkReader): void {
  notify(() => {
    const { destroy, cancel } = Object(body) as { destroy?(): unknown; cancel?(): unknown }
    // A locked web stream is cancelled by its reader. The iterator of a stalled one would wait for its next chunk.
    if (reader?.cancel) return reader.cancel()
    return (destroy ?? cancel)?.call(body) ?? reader?.return?.()
  })
}

/** Reads chunks of bytes or text up to a limit in bytes; resolves with `undefined` once they exceed it. */
export async function readText(
  reader: ChunkReader,
  maxBytes: number,
  decoder = new TextDecoder(),
): Promise<string | undefined> {
  let text = ''
  let size = 0
  for (;;) {
    const { done, value } = (await (reader.read ?? reader.next)?.call(reader)) ?? { done: true }
    if (done) return text + decoder.decode()
    // The decoder takes buffers and views of every kind and refuses anything else.
    const chunk = value ?? ''
    const bytes = typeof chunk === 'string' ? new TextEncoder().encode(chunk) : (chunk as Uint8Array)
    // An empty chunk counts too: a stream of nothing else would never let a timer fire.
    size += bytes.byteLength || 1
    if (size > maxBytes) return undefined
    text += decoder.decode(bytes, { stream: true })
  }
}
