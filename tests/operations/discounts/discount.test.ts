import { discountReader } from '../../../src/operations/discounts/discount.ts'
import { checkReading } from '../../tools/check-reading.ts'

checkReading('a discount', discountReader, {
  sample: { currency: 'USDT', network: 'tron', discount: -10 },
  drift: [
    [{ discount: '-10' }, { discount: -10 }],
    [{ discount: '0' }, { discount: 0 }],
    [{ discount: '2.5' }, { discount: '2.5' }],
    [{ discount_percent: '7' }, { discount_percent: 7 }],
    [{ discount_percent: 7 }, { discount_percent: 7 }],
  ],
})
