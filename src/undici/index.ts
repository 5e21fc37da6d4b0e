export { createUndiciFetch } from './create-undici-fetch.ts'
export type { UndiciAnswer, UndiciDispatcher, UndiciFetch, UndiciOptions, UndiciRequest } from './options.ts'
