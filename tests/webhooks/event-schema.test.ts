import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runSchema } from '../../src/schema/standard-schema.ts'
import { eventReaders } from '../../src/webhooks/event-schema.ts'

for (const [type, reader] of Object.entries(eventReaders)) {
  test(`${type} asks for a type, a uuid and a status, and for nothing else`, () => {
    const read = (value: unknown) => runSchema(reader, value)
    assert.deepEqual(read({ type, uuid: 'u', status: 's' }), { value: { type, uuid: 'u', status: 's' } })
    const wrong = read({})
    assert.deepEqual(
      wrong.issues?.map(({ path }) => path),
      ['type', 'uuid', 'status'],
    )
  })
}
