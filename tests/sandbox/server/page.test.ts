import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { escapeHtml, notFoundPage, pageHeaders, renderPage } from '../../../src/sandbox/server/page.ts'

test('every character that HTML knows is escaped, and nothing else', () => {
  assert.equal(
    escapeHtml(`<a href="x" title='y'>&amp;</a>`),
    '&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;',
  )
  assert.equal(escapeHtml('Заказ 1/2'), 'Заказ 1/2')
})

test('all that a page shows is escaped, and a value that is absent is left out', () => {
  const evil = '<script>"\'&'
  const rows = [
    [evil, evil],
    ['absent', null],
    ['absent', undefined],
  ] as const
  const page = renderPage({ title: evil, heading: evil, rows, error: evil })
  assert.ok(!page.includes('<script'))
  assert.equal(page.split('&lt;script&gt;&quot;&#39;&amp;').length - 1, 5)
  assert.ok(!page.includes('absent'))
})

test('the policy admits the style of the page, and nothing else', () => {
  const [, style = ''] = /<style>(.*)<\/style>/s.exec(renderPage({ title: '', heading: '' })) ?? []
  const hash = createHash('sha256').update(style).digest('base64')
  assert.equal(
    pageHeaders['content-security-policy'],
    `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  )
})

test('no other site may frame a page, its type is not guessed, and it is not kept', () => {
  assert.equal(pageHeaders['x-frame-options'], 'DENY')
  assert.equal(pageHeaders['x-content-type-options'], 'nosniff')
  assert.equal(pageHeaders['cache-control'], 'no-store')
})

test('other sites see no referrer, and the forms keep their origin, which no-referrer would make null', () => {
  assert.equal(pageHeaders['referrer-policy'], 'same-origin')
})

test('what does not exist has a page that says so', () => {
  const page = notFoundPage('invoice')
  assert.equal(page.status, 404)
  assert.ok('html' in page && page.html.includes('No such invoice.'))
})
