// Prints, as JSON, how often each way to read a webhook scans its text: V8's own count of the calls of `scanObject`. A process
// of its own, because to take the counts is to reset them, and with them those of a run that measures coverage.
import { Session } from 'node:inspector/promises'
import { bodySign, createWebhookHandler, hmacSha256, parseWebhook, verifyWebhook } from '../../src/webhooks/index.ts'
import { payment, paymentKey, payoutKey, signedPayment } from './webhooks.ts'

const session = new Session()
session.connect()
await session.post('Profiler.enable')
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false })

async function countScans(run: () => unknown): Promise<number> {
  await session.post('Profiler.takePreciseCoverage')
  await run()
  const { result } = await session.post('Profiler.takePreciseCoverage')
  const scanner = result.find(({ url }) => url.endsWith('/src/json/scan-object.ts'))
  return scanner?.functions.find(({ functionName }) => functionName === 'scanObject')?.ranges[0]?.count ?? 0
}

const byRole = { payment: paymentKey, payout: payoutKey }
const spaced = signedPayment.replaceAll(',', ', ')
const body = JSON.stringify(payment)
const accept = () => true
const deliver = (scheme: () => typeof bodySign) => async () => {
  const handle = createWebhookHandler({ apiKey: paymentKey, confirm: false, on: {}, scheme, logger: false })
  const { status } = await handle(new Request('https://shop.example', { method: 'POST', body: signedPayment }))
  if (status !== 200) throw new Error(`HTTP ${status}`)
}

const ways: Readonly<Record<string, () => unknown>> = {
  'parseWebhook, default scheme': () => parseWebhook(signedPayment, paymentKey),
  'parseWebhook, default scheme, keys by role': () => parseWebhook(signedPayment, byRole),
  'parseWebhook, default scheme, re-encoded': () => parseWebhook(spaced, [payoutKey, paymentKey]),
  'parseWebhook, other scheme': () => parseWebhook(body, [payoutKey, paymentKey], accept),
  'parseWebhook, other scheme, keys by role': () => parseWebhook(body, byRole, accept),
  'verifyWebhook, default scheme': () => verifyWebhook(signedPayment, byRole),
  'verifyWebhook, other scheme': () => verifyWebhook(body, paymentKey, hmacSha256('0'.repeat(64))),
  'verifyWebhook, other scheme, keys by role': () => verifyWebhook(body, byRole, accept),
  'handler, default scheme': deliver(() => bodySign),
  'handler, other scheme': deliver(() => accept),
}

const counts: Record<string, number> = {}
for (const [way, run] of Object.entries(ways)) counts[way] = await countScans(run)
console.log(JSON.stringify(counts))
