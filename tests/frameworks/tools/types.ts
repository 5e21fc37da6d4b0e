/** What a server answered. */
export interface Answer {
  readonly status: number
  readonly text: string
}

/** Sends one request. */
export type SendTo = (path: string, method: string, body?: string) => Promise<Answer>

/** A server that is there to be asked. */
export interface Running {
  readonly send: SendTo
  readonly stop: () => Promise<void>
}
