export { createUndiciFetch } from './create-undici-fetch.ts'
export type { UndiciDispatcher, UndiciFetch, UndiciOptions, UndiciRequest, UndiciResponse } from './options.ts'
