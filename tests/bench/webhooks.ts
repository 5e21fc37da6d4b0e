import { memoryStore } from 'cryptomus-kit/stores'
import { createWebhookHandler, signWebhook } from 'cryptomus-kit/webhooks'
import { genuineBody } from './genuine-body.ts'
import { load } from './load.ts'
import { median } from './median.ts'
import type { Row } from './types.ts'

const apiKey = 'k'.repeat(128)
const deliveries = 2000
const rounds = 7

/** New deliveries to a webhook handler that keeps what it handled in memory. */
export async function webhooks(): Promise<readonly Row[]> {
  const template = JSON.parse(genuineBody(apiKey)) as object
  let handled = 0
  const count = () => void handled++
  const handle = createWebhookHandler({ apiKey, confirm: false, store: memoryStore(), on: { 'payment.paid': count } })
  const rates: number[] = []
  for (let round = 0; round <= rounds; round++) {
    const requests = Array.from({ length: deliveries }, (_, at) => {
      const body = signWebhook({ ...template, uuid: `uuid-${round}-${at}`, order_id: `order-${round}-${at}` }, apiKey)
      return new Request('https://shop.example/webhook', { method: 'POST', body })
    })
    const { cpuMicroseconds } = await load(async (at) => {
      const request = requests[at]
      if (request === undefined || (await handle(request)).status !== 200) throw new Error('A delivery was refused.')
    }, deliveries)
    // The first round warms.
    if (round > 0) rates.push(1_000_000 / cpuMicroseconds)
  }
  if (handled !== deliveries * (rounds + 1)) throw new Error(`${handled} deliveries were handled.`)
  const what = 'new webhooks a second and core, memory store, confirm: false'
  return [{ what, value: median(rates), unit: '/s', bar: { atLeast: 10_000 } }]
}
