export { createSandbox } from './create-sandbox.ts'
export type {
  Deliver,
  Delivery,
  PayOptions,
  Sandbox,
  SandboxClientOptions,
  SandboxOptions,
  SandboxRequest,
} from './types.ts'
export type { SandboxWire } from './wire.ts'
