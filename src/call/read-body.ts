interface ReaderLike {
  read(): Promise<{ readonly done: boolean; readonly value?: unknown }>
  cancel(): Promise<void>
}

/** Takes a piece of the body, and answers whether more of it is wanted. */
export type Take = (chunk: unknown) => boolean

async function drain(reader: ReaderLike, take: Take): Promise<void> {
  let ended = false
  try {
    let chunk = await reader.read()
    while (!chunk.done && take(chunk.value)) chunk = await reader.read()
    ended = chunk.done
  } finally {
    // A body that is left unread keeps its socket from being used again.
    if (!ended) Promise.resolve(reader.cancel()).catch(() => {})
  }
}

async function iterate(chunks: AsyncIterable<unknown>, take: Take): Promise<void> {
  for await (const chunk of chunks) if (!take(chunk)) return
}

interface EmitterLike {
  on(event: string, listener: (value?: unknown) => void): unknown
  destroy(): void
  readonly destroyed?: boolean
  readonly errored?: unknown
}

/** Listens to a stream of Node, which is twice as fast as iterating over it. */
const listen = (stream: EmitterLike, take: Take) =>
  new Promise<void>((resolve, reject) => {
    let ended = false
    // Also comes after a good end, when an error would be made for nothing.
    const close = () => {
      if (!ended) reject(stream.errored ?? new Error('the body ended early'))
    }
    if (stream.destroyed === true) close()
    stream.on('end', () => {
      ended = true
      resolve()
    })
    stream.on('error', reject)
    stream.on('close', close)
    stream.on('data', (chunk) => {
      if (take(chunk)) return
      resolve()
      stream.destroy()
    })
  })

/** Reads a body piece by piece: a web stream, a stream of Node or an async iterable; `undefined` where it is none of them. */
export function readChunks(body: unknown, take: Take): Promise<void> | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  if ('getReader' in body) return drain((body as { getReader(): ReaderLike }).getReader(), take)
  if ('on' in body && 'destroy' in body) return listen(body as EmitterLike, take)
  return Symbol.asyncIterator in body ? iterate(body as AsyncIterable<unknown>, take) : undefined
}
