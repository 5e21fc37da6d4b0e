export { serveSandbox } from './serve-sandbox.ts'
export type { SandboxServer, ServeOptions, ServerClientOptions } from './types.ts'
