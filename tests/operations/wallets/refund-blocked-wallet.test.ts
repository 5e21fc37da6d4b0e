import { refundBlockedWallet } from '../../../src/operations/wallets/refund-blocked-wallet.ts'
import { checkParams } from '../../tools/check-params.ts'
import { checkReading } from '../../tools/check-reading.ts'
import { paramTables } from '../../tools/param-tables.ts'

const sample = { commission: '1.00000000', amount: '24.00000000' }

checkParams(refundBlockedWallet, { ...paramTables['wallets.refundBlocked'], result: sample })

checkReading('a refund of a blocked wallet', refundBlockedWallet.result, {
  sample,
  drift: [
    [
      { commission: 1, amount: 24.5 },
      { commission: '1', amount: '24.5' },
    ],
    [{ commission: 1e-8 }, { commission: '0.00000001' }],
    [{ commision: '1' }, { commision: '1' }],
  ],
})
