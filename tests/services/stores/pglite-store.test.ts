import { test } from 'node:test'
import { PGlite } from '@electric-sql/pglite'
import { postgresStore, postgresStoreSql } from '../../../src/stores/postgres-store.ts'
import { testStore } from '../../support/store-conformance.ts'

test('postgresStore on PGlite', { timeout: 300_000 }, async (t) => {
  const database = await PGlite.create()
  try {
    await testStore(t, 'PGlite', async (space) => {
      await database.exec(postgresStoreSql(space))
      return postgresStore(database, { table: space })
    })
  } finally {
    await database.close()
  }
})
