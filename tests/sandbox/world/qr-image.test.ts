import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decode } from 'fast-png'
import decodeQR from 'qr/decode.js'
import { qrImage } from '../../../src/sandbox/world/qr-image.ts'

for (const text of ['sandbox-usdt-tron-1', 'https://pay.cryptomus.com/wallet/0b1e', 'x'.repeat(200)]) {
  test(`draws a PNG that reads as ${text.slice(0, 40)}`, () => {
    const image = qrImage(text)
    assert.ok(image.startsWith('data:image/png;base64,'))
    const { width, height, data } = decode(Buffer.from(image.split(',')[1] ?? '', 'base64'))
    // The reader wants colours and opacity.
    const pixels = Uint8Array.from(Array.from(data).flatMap((grey) => [grey, grey, grey, 255]))
    assert.equal(decodeQR({ width, height, data: pixels }), text)
  })
}
