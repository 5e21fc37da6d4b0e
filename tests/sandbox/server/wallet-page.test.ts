import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accessSandbox } from '../../../src/sandbox/server/sandbox-access.ts'
import { answerWalletPage, renderWalletPage } from '../../../src/sandbox/server/wallet-page.ts'
import { openWallet } from '../../support/sandbox.ts'
import { withSandboxServer } from '../../support/with-sandbox-server.ts'

const shown = {
  order_id: 'wallet-1',
  currency: 'USDT',
  network: 'tron',
  address: 'TXaddress',
  status: 'active',
} as const

test('a wallet is shown with its order, coin, network, address and status, and a form', () => {
  const page = renderWalletPage(shown)
  for (const value of Object.values(shown)) assert.ok(page.includes(`<dd>${value}</dd>`), value)
  assert.match(page, /<form method="post"><input name="amount"[^>]*>/)
})

test('whatever a wallet holds is escaped, and so is the error', () => {
  const evil = '<script>"\'&'
  const page = renderWalletPage(
    { order_id: evil, currency: evil, network: evil, address: evil, status: 'active' },
    evil,
  )
  assert.ok(!page.includes('<script'))
  // The five, the order in the title, the currency in the heading, and the error.
  assert.equal(page.split('&lt;script&gt;&quot;&#39;&amp;').length - 1, 7)
})

/** A sandbox whose back door shows one wallet. */
async function openPage(deliver?: () => Promise<Response>) {
  const { sandbox, wallet, uuid, client } = await openWallet(deliver === undefined ? { url_callback: undefined } : {}, {
    deliver,
  })
  const { address } = wallet
  const access = accessSandbox(sandbox, 'http://127.0.0.1:4000')
  const visit = (method: string, body = '') => answerWalletPage(access, { method, uuid, body })
  const paid = async () => (await client.payments.list()).items.map(({ payment_amount }) => payment_amount)
  return { sandbox, uuid, address, access, visit, paid }
}

test('GET shows the wallet and deposits nothing', async () => {
  const { visit, paid, address } = await openPage()
  const page = await visit('GET', 'amount=5')
  assert.ok('html' in page && page.html.includes(address))
  assert.deepEqual([page.status, await paid()], [200, []])
})

test('POST deposits the amount, and leads back to the page', async () => {
  const { visit, paid, uuid } = await openPage()
  assert.deepEqual(await visit('POST', 'amount=+5.50+'), { status: 303, location: `/wallet/${uuid}` })
  assert.deepEqual(await paid(), ['5.50000000'])
})

for (const body of [
  '',
  'amount=',
  'amount=0',
  'amount=-1',
  'amount=1,5',
  'amount=1e3',
  'amount=NaN',
  'amount=%3Cscript%3E',
]) {
  test(`POST with ${body || 'nothing'} is a 422 that shows the page with the reason, and deposits nothing`, async () => {
    const { visit, paid } = await openPage()
    const page = await visit('POST', body)
    assert.equal(page.status, 422)
    assert.ok('html' in page && /<p class="error" role="alert">.*amount/.test(page.html))
    assert.ok(!page.html.includes('<script'))
    assert.deepEqual(await paid(), [])
  })
}

test('an unknown wallet is a 404', async () => {
  const { access } = await openPage()
  assert.equal((await answerWalletPage(access, { method: 'POST', uuid: 'nobody', body: 'amount=5' })).status, 404)
})

test('the payer does not wait for a shop that hangs', async () => {
  const { visit, paid } = await openPage(() => new Promise(() => {}))
  assert.equal((await visit('POST', 'amount=5')).status, 303)
  assert.deepEqual(await paid(), ['5.00000000'])
})

test('what goes wrong beside the deposit is not hidden', async () => {
  const { access, uuid } = await openPage()
  const broken = { ...access, deposit: () => Promise.reject(new Error('broken')) }
  await assert.rejects(answerWalletPage(broken, { method: 'POST', uuid, body: 'amount=5' }), /broken/)
})

test('over HTTP the page is shown, and its form tops the wallet up', async () => {
  const { sandbox, uuid, address, paid } = await openPage()
  await withSandboxServer({ sandbox }, async ({ url }) => {
    const page = `${url}/wallet/${uuid}`
    const text = await (await fetch(page)).text()
    assert.ok(text.includes(address))
    const body = new URLSearchParams({ amount: '7' })
    const done = await fetch(page, { method: 'POST', body, headers: { origin: url }, redirect: 'manual' })
    assert.deepEqual([done.status, done.headers.get('location')], [303, `/wallet/${uuid}`])
    const evil = await fetch(page, { method: 'POST', body, headers: { origin: 'http://evil.test' } })
    assert.equal(evil.status, 403)
    assert.deepEqual(await paid(), ['7.00000000'])
  })
})
