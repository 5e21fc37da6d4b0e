import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bundle } from './support/bundle.ts'

/** What an entry point must not reach, even in what a bundler then drops. */
const forbidden: Readonly<Record<string, RegExp>> = {
  index: /^node:|undici|^src\/(sandbox|undici|cli)\//,
  signing: /^node:|valibot|^src\/(operations|schema|call|webhooks|sandbox)\//,
  webhooks: /^node:|^src\/(operations|call|sandbox)\//,
  stores: /^node:|valibot|^src\/(schema|operations|webhooks|call|sandbox)\//,
  undici: /valibot|^src\/(operations|call|webhooks|sandbox)\//,
  sandbox: /^node:|^src\/sandbox\/server\//,
}

for (const [entry, pattern] of Object.entries(forbidden)) {
  test(`${entry} does not reach ${pattern.source}`, async () => {
    const { reached } = await bundle('src', { [entry]: '*' })
    assert.deepEqual(
      reached.filter((input) => pattern.test(input)),
      [],
    )
  })
}

for (const entry of ['webhooks', 'index']) {
  test(`verifyWebhook, imported alone from ${entry}, leaves no schema in a bundle`, async () => {
    const { kept } = await bundle('src', { [entry]: ['verifyWebhook'] })
    assert.deepEqual(
      kept.filter((input) => /valibot|^src\/(schema|operations)\//.test(input)),
      [],
    )
  })
}

test('importing the package without using it leaves nothing in a bundle', async () => {
  const { kept } = await bundle('src', { index: [] })
  assert.deepEqual(kept, ['<stdin>'])
})
