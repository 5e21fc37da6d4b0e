import type { NodeRequest } from './node-types.ts'

// A stream that somebody has set an encoding on gives text.
const toBytes = (chunk: unknown) =>
  typeof chunk === 'string' ? new TextEncoder().encode(chunk) : (chunk as Uint8Array)

const cutOff = () => new Error('The client went away before its body ended.')

/** Reads the body of a Node request as a web stream: nothing before it is asked for, and no faster than that. */
export function streamIncoming(incoming: NodeRequest): ReadableStream<Uint8Array> {
  let isOpen = true
  const start = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    const take = (chunk: unknown) => {
      if (!isOpen) return
      incoming.pause()
      controller.enqueue(toBytes(chunk))
    }
    const finish = (error?: unknown) => {
      if (isOpen && error === undefined) controller.close()
      else if (isOpen) controller.error(error)
      isOpen = false
    }
    incoming.on('data', take)
    incoming.on('end', () => finish())
    incoming.on('error', finish)
    // Also comes after a good end, when there is nothing left to finish.
    incoming.on('close', () => finish(cutOff()))
    if (incoming.destroyed === true) finish(cutOff())
    // To listen for data is to make it flow.
    incoming.pause()
  }
  const pull = () => void incoming.resume()
  const cancel = () => {
    isOpen = false
  }
  return new ReadableStream({ start, pull, cancel }, { highWaterMark: 0 })
}
