/** What can be signed: text, bytes, an object (as its compact JSON), or nothing (as the empty string). */
export type Payload = string | Uint8Array | object | undefined

/** Makes the signature of what is sent. */
export type Sign = (payload: Payload, apiKey: string) => string

/**
 * Checks the signature of a webhook's raw body against one key.
 *
 * It gets the body as it came and may only answer yes or no; what a stranger sent must not make it throw.
 */
export type Scheme = (rawBody: string, apiKey: string) => boolean
