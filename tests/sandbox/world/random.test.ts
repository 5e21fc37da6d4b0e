import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRandom } from '../../../src/sandbox/world/random.ts'

const draw = (seed: number) => {
  const { hex, uuid } = createRandom(seed)
  return [hex(24), uuid(), hex(7), uuid()]
}

test('the same seed makes up the same ids, and another seed others', () => {
  assert.deepEqual(draw(1), draw(1))
  assert.notDeepEqual(draw(1), draw(2))
})

test('a uuid is one of version 4', () => {
  const { uuid } = createRandom(3)
  const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
  for (let count = 0; count < 500; count += 1) assert.match(uuid(), pattern)
})

test('a thousand ids are a thousand different ones', () => {
  const { uuid } = createRandom(4)
  assert.equal(new Set(Array.from({ length: 1000 }, uuid)).size, 1000)
})

test('hex digits are as many as asked for', () => {
  const { hex } = createRandom(5)
  for (const length of [0, 1, 8, 9, 64]) assert.match(hex(length), new RegExp(`^[0-9a-f]{${length}}$`))
})
