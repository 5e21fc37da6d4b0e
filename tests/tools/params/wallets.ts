import type { ParamTable } from '../check-params.ts'
import {
  badCodes,
  badFlags,
  badOptions,
  badOrderIds,
  badUrls,
  badUuids,
  letters,
  missing,
  refTable,
  urlOf,
} from './rows.ts'

/** The params of `wallets.create`. */
export const createWalletTable: ParamTable = {
  valid: { currency: 'USDT', network: 'tron', order_id: 'wallet-1' },
  accepted: [
    {},
    { currency: 'usdt', network: 'TRON' },
    { order_id: 'a' },
    { order_id: letters(100) },
    { url_callback: 'https://a' },
    { url_callback: urlOf(255) },
    { url_callback: 'http://[::1]:8080/' },
    { from_referral_code: 'x' },
    { from_referral_code: letters(255) },
    { url_callback: undefined, from_referral_code: undefined },
  ],
  refused: [
    ...missing('currency', 'network', 'order_id'),
    ...badCodes('currency'),
    ...badCodes('network'),
    ...badOrderIds(100),
    ...badUrls('url_callback'),
    [{ from_referral_code: '' }, 'from_referral_code', /1 to 255 characters/],
    [{ from_referral_code: letters(256) }, 'from_referral_code', /1 to 255 characters/],
    [{ from_referral_code: 7 }, 'from_referral_code', /string of 1 to 255/],
    [{ amount: '1' }, 'amount', /is not known.*options\.extra/],
    [{ callback_url: 'https://shop.example/' }, 'callback_url', /is not known/],
    [{ networks: 'tron' }, 'networks', /did you mean network\?/],
    ...badOptions,
  ],
}

const block = refTable(32)

/** The params of `wallets.block`. */
export const blockWalletTable: ParamTable = {
  ...block,
  accepted: [...block.accepted, { is_force_refund: true }, { is_force_refund: false }, { is_force_refund: undefined }],
  refused: [
    ...block.refused,
    ...badFlags('is_force_refund'),
    [{ uuid: undefined, order_id: letters(33) }, 'order_id', /1 to 32.*name a wallet with a longer one by its uuid/],
    [{ is_refund: true }, 'is_refund', /is not known/],
    [{ is_force_refun: true }, 'is_force_refun', /did you mean is_force_refund\?/],
  ],
}

const refund = refTable(32, { address: 'TXinventedAddressOfNobody0000000000' })

/** The params of `wallets.refundBlocked`. */
export const refundBlockedWalletTable: ParamTable = {
  ...refund,
  accepted: [...refund.accepted, { address: letters(10) }, { address: letters(128) }, { address: 'A-b_9A-b_9' }],
  refused: [
    ...refund.refused,
    ...missing('address'),
    [{ uuid: undefined, order_id: letters(33) }, 'order_id', /1 to 32.*name a wallet with a longer one by its uuid/],
    [{ address: letters(9) }, 'address', /10 to 128 letters, digits/],
    [{ address: letters(129) }, 'address', /10 to 128 letters, digits/],
    [{ address: 'bitcoincash:qinvented' }, 'address', /letters, digits, "_" or "-"/],
    [{ address: '0123456789\n' }, 'address', /10 to 128/],
    [{ address: 1_234_567_890 }, 'address', /10 to 128/],
    [{ adress: letters(10) }, 'adress', /did you mean address\?/],
    [{ is_subtract: true }, 'is_subtract', /is not known/],
  ],
}

/** The params of `wallets.createQr`. */
export const createWalletQrTable: ParamTable = {
  valid: { wallet_address_uuid: '8b3e5f70-1c2d-4a9b-b6e4-0f1a2b3c4d5e' },
  accepted: [{}, { wallet_address_uuid: 'u' }, { wallet_address_uuid: letters(64) }],
  refused: [
    ...missing('wallet_address_uuid'),
    ...badUuids('wallet_address_uuid'),
    [{ merchant_payment_uuid: 'u' }, 'merchant_payment_uuid', /is not known/],
    [{ wallet_adress_uuid: 'u' }, 'wallet_adress_uuid', /did you mean wallet_address_uuid\?/],
    ...badOptions,
  ],
}
