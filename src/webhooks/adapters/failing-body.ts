/** Makes a body that cannot be read, and says why to whoever tries. */
export function failingBody(error: Error): ReadableStream<Uint8Array> {
  const pull = (controller: ReadableStreamDefaultController) => controller.error(error)
  // Nothing is done ahead of the first read: a request that is refused unread is refused for its own reason.
  return new ReadableStream({ pull }, { highWaterMark: 0 })
}
