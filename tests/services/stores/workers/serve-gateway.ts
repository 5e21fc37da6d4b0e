import { createClient } from '../../../../src/client.ts'
import { createSandbox } from '../../../../src/sandbox/create-sandbox.ts'
import type { SandboxFault } from '../../../../src/sandbox/faults.ts'
import { serveSandbox } from '../../../../src/sandbox/server/serve-sandbox.ts'

// A gateway with enough money for every payout. Tells its parent how a client reaches it, and makes the faults that it is told.

const sandbox = createSandbox({ wire: { payoutMs: 0 } })
const client = createClient(sandbox.clientOptions)
const coins = { amount: '1000000', currency: 'USDT', network: 'tron' }
const { uuid } = await client.payments.create({ ...coins, order_id: 'top-up' })
await sandbox.pay(uuid)
const { clientOptions } = await serveSandbox({ sandbox })
process.on('message', (fault: SandboxFault) => sandbox.fault(fault))
process.on('disconnect', () => process.exit())
process.send?.(clientOptions)
