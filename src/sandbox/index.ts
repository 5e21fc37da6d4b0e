export { createSandbox } from './create-sandbox.ts'
export type { ApiFault, ApiFaultKind, SandboxFault, WebhookFault } from './faults.ts'
export type {
  Deliver,
  Delivery,
  PayOptions,
  Sandbox,
  SandboxClientOptions,
  SandboxCurrency,
  SandboxOptions,
  SandboxRequest,
  SetStatusOptions,
} from './types.ts'
export type { SandboxWire } from './wire.ts'
