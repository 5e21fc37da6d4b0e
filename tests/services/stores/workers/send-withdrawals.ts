import { openPostgres } from '../../../../examples/payouts/open-database.ts'
import { sendWithdrawals } from '../../../../examples/payouts/send-withdrawals.ts'
import { createClient } from '../../../../src/client.ts'

// Sends the withdrawals that are due in a database, through a gateway: the example, in a process that can be killed. Tells its
// parent how much memory it took.

const [url = '', gateway = '{}'] = process.argv.slice(2)
const { transact, store, close } = await openPostgres(url)
await sendWithdrawals({ transact, store, client: createClient(JSON.parse(gateway)) })
await close()
process.send?.(process.resourceUsage().maxRSS * 1024)
process.disconnect()
