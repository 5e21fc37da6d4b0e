import { blockWallet } from '../../../src/operations/wallets/block-wallet.ts'
import { checkParams } from '../../tools/check-params.ts'
import { checkReading } from '../../tools/check-reading.ts'
import { paramTables } from '../../tools/param-tables.ts'

const sample = { uuid: '8b3e5f70-1c2d-4a9b-b6e4-0f1a2b3c4d5e', status: 'blocked' }

checkParams(blockWallet, { ...paramTables['wallets.block'], result: sample })

checkReading('a blocked wallet', blockWallet.result, {
  sample,
  identity: 'uuid',
  drift: [
    [{ status: 'in_active' }, { status: 'in_active' }],
    [{ status: 'on_the_moon' }, { status: 'on_the_moon' }],
    [{ status: 2 }, { status: '2' }],
  ],
})
