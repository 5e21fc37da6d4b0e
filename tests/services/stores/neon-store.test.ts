import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { neon, neonConfig } from '@neondatabase/serverless'
import type { Pool } from 'pg'
import { postgresStore, postgresStoreSql } from '../../../src/stores/postgres-store.ts'
import { testStore } from '../../support/store-conformance.ts'
import { withPostgres } from '../../support/with-postgres.ts'
import { openPool } from './workers/open-pool.ts'

/** Serves a local PostgreSQL the way that Neon serves its own over HTTP: a statement and its values, the rows as arrays of texts. */
async function serveOverHttp(pool: Pool) {
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request.setEncoding('utf8')) body += chunk
    const { query, params } = JSON.parse(body) as { query: string; params: string[] }
    response.setHeader('content-type', 'application/json')
    try {
      const types = { getTypeParser: () => (value: unknown) => value }
      const { rows, fields, command, rowCount } = await pool.query({
        text: query,
        values: params,
        rowMode: 'array',
        types,
      } as never)
      response.end(JSON.stringify({ rows, fields, command, rowCount, rowAsArray: true }))
    } catch (error) {
      response.statusCode = 400
      response.end(JSON.stringify({ message: String(error) }))
    }
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/sql` }
}

test("W18: postgresStore with Neon's driver over a local PostgreSQL", { timeout: 240_000 }, (t) =>
  withPostgres(async (connectionString) => {
    const pool = openPool({ connectionString })
    const { server, url } = await serveOverHttp(pool)
    neonConfig.fetchEndpoint = () => url
    try {
      const sql = neon('postgresql://user:secret@db.localtest.me/main')
      await testStore(t, 'neon', async (space) => {
        await pool.query(postgresStoreSql(`neon_${space}`))
        return postgresStore(sql, { table: `neon_${space}` })
      })
    } finally {
      server.close()
      server.closeAllConnections()
      await pool.end()
    }
  }),
)
