export { createSandbox } from './create-sandbox.ts'
export type {
  Deliver,
  Delivery,
  PayOptions,
  Sandbox,
  SandboxClientOptions,
  SandboxOptions,
  SandboxRequest,
  SandboxWire,
} from './types.ts'
