import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StandardSchema } from '../../src/schema/standard-schema.ts'
import { runSchema } from '../../src/schema/standard-schema.ts'

/** A record of the documented shape, and how it is read when its types drift. */
export interface ReadingTable {
  readonly sample: Readonly<Record<string, unknown>>
  /** The one field that is insisted on. */
  readonly identity?: string
  /** Fields as they came, on top of the sample, and as they are read. */
  readonly drift: readonly (readonly [came: object, read: object])[]
  /** Puts a record into what the schema reads, where that is not the record itself. */
  readonly within?: (record: unknown) => unknown
}

/**
 * Defines tests for each row, and for what holds of every record: it goes through as it came, whatever is null, absent or
 * unknown in it, and only what tells it from others is insisted on.
 */
export function checkReading(
  what: string,
  schema: unknown,
  { sample, identity, drift, within = (record) => record }: ReadingTable,
): void {
  const read = (record: unknown) => runSchema(schema as StandardSchema, within(record))
  const passes = (came: unknown, mended = came) => assert.deepEqual(read(came), { value: within(mended) })

  test(`${what} of the documented shape goes through as it came`, () => passes(sample))

  for (const [came, mended] of drift) {
    test(`${JSON.stringify(came)} in ${what} is read as ${JSON.stringify(mended)}`, () => {
      passes({ ...sample, ...came }, { ...sample, ...mended })
    })
  }

  test(`what is null, absent, of another type or unknown in ${what} goes through as it came`, () => {
    passes({ ...sample, added_later: { deep: [1] } })
    for (const name of Object.keys(sample).filter((each) => each !== identity)) {
      for (const odd of [null, undefined, { a: 1 }, [7]]) passes({ ...sample, [name]: odd })
      const { [name]: _, ...rest } = sample
      passes(rest)
    }
  })

  if (identity !== undefined) {
    test(`${what} without its ${identity} is none`, () => {
      for (const odd of [undefined, null, '', 7]) {
        const checked = read({ ...sample, [identity]: odd })
        assert.ok(checked.issues)
        assert.match(String(checked.issues[0]?.path), new RegExp(`(^|\\.)${identity}$`))
        assert.equal(checked.issues[0]?.message, 'is missing')
      }
    })
  }

  test(`what is no object is not ${what}`, () => {
    for (const odd of [null, 7, 'text', true]) {
      // One odd item does not make the others of a list unreadable.
      if (Array.isArray(within(odd))) {
        passes(odd)
        continue
      }
      const checked = read(odd)
      assert.ok(checked.issues)
      assert.equal(checked.issues[0]?.message, 'is not an object')
    }
  })
}
