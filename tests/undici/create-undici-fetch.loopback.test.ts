import assert from 'node:assert/strict'
import type { EventEmitter } from 'node:events'
import type { RequestListener } from 'node:http'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { createClient } from '../../src/client.ts'
import { createUndiciFetch } from '../../src/undici/create-undici-fetch.ts'
import type { UndiciOptions } from '../../src/undici/options.ts'
import { payout, payoutSample } from '../fixtures/payouts.ts'
import { credentials } from '../support/credentials.ts'
import { withLoopback } from '../support/loopback.ts'
import { rejected } from '../support/rejected.ts'
import { root } from '../support/root.ts'
import { runCommand } from '../support/run-command.ts'

// Real sockets: what is said here is said by the other side of them.

const good = JSON.stringify({ state: 0, result: payoutSample })

interface Run {
  readonly url: string
  readonly fetch: ReturnType<typeof createUndiciFetch>
  /** Sends one payout, which `signal` may end. */
  readonly send: (signal?: AbortSignal) => Promise<unknown>
}

/** Runs something over a transport that is closed before its server is. */
const over = <Value>(listener: RequestListener, run: (run: Run) => Promise<Value>, options?: UndiciOptions) =>
  withLoopback(listener, async (url) => {
    const fetch = createUndiciFetch(options)
    const client = createClient({ ...credentials, baseUrl: url, retries: 0, fetch })
    const send = (signal?: AbortSignal) => client.payouts.create(payout, { ...(signal && { signal }) })
    try {
      return await run({ url, fetch, send })
    } finally {
      await fetch.close()
    }
  })

/** Waits for something of the server's that a listener hands over. */
function later<Value>() {
  let resolve: (value: Value) => void = () => {}
  const promise = new Promise<Value>((done) => {
    resolve = done
  })
  return { promise, resolve: (value: Value) => resolve(value) }
}

// undici rests a connection for one turn after an answer, so a call that follows at once takes a second one.
for (const [connections, expected] of [
  [undefined, 2],
  [1, 1],
] as const) {
  test(`calls one after another share ${expected} at the most when ${connections ?? 'any number of'} may be open`, async () => {
    const sockets = new Set<unknown>()
    const listener: RequestListener = (request, response) => {
      sockets.add(request.socket)
      response.end(good)
    }
    await over(
      listener,
      async ({ send }) => {
        for (let call = 0; call < 30; call++) await send()
      },
      { connections },
    )
    assert.ok(sockets.size <= expected, `${sockets.size} connections`)
  })
}

const end = (socket: EventEmitter) => new Promise<unknown>((resolve) => socket.once('close', resolve))

test('no more connections are opened than allowed, and the calls beyond wait', async () => {
  const sockets = new Set<unknown>()
  const waiting: (() => void)[] = []
  const listener: RequestListener = (request, response) => {
    sockets.add(request.socket)
    waiting.push(() => response.end(good))
    if (waiting.length === 2) for (const answer of waiting.splice(0)) answer()
  }
  await over(listener, ({ send }) => Promise.all(Array.from({ length: 8 }, () => send())), { connections: 2 })
  assert.equal(sockets.size, 2)
})

test('what arrives is what was sent, and no encoding is asked for', async () => {
  const seen = later<readonly unknown[]>()
  const listener: RequestListener = async (request, response) => {
    const { method, url, headers } = request
    seen.resolve([method, url, headers, await text(request)])
    response.end(good)
  }
  const body = '{"note":"漢字 \\/"}'
  const sent = { merchant: 'm-1', sign: 'd41d8cd98f00b204e9800998ecf8427e' }
  await over(listener, async ({ url, fetch }) => {
    const init = { method: 'POST', headers: sent, body, redirect: 'manual' } as const
    await (await fetch(`${url}/v1/pay%20out?cursor=a%3D`, init)).text()
  })
  const [method, url, headers, arrived] = await seen.promise
  assert.deepEqual([method, url, arrived], ['POST', '/v1/pay%20out?cursor=a%3D', body])
  const { host, ...rest } = headers as Record<string, string>
  assert.match(host ?? '', /^127\.0\.0\.1:\d+$/)
  assert.deepEqual(rest, { connection: 'keep-alive', 'content-length': '20', ...sent })
})

test('an abort before the headers ends the connection', async () => {
  const socket = later<EventEmitter>()
  const listener: RequestListener = (request) => socket.resolve(request.socket)
  await over(listener, async ({ send }) => {
    const controller = new AbortController()
    const failed = rejected('aborted', send(controller.signal))
    const closed = end(await socket.promise)
    controller.abort(new Error('changed my mind'))
    assert.equal((await failed).outcome, 'unknown')
    await closed
  })
})

test('an abort in the middle of the body ends the connection', async () => {
  const socket = later<EventEmitter>()
  const listener: RequestListener = (request, response) => {
    response.writeHead(200, { 'content-length': '100' })
    response.write('{"state":0,', () => socket.resolve(request.socket))
  }
  await over(listener, async ({ send }) => {
    const controller = new AbortController()
    const failed = rejected('aborted', send(controller.signal))
    const closed = end(await socket.promise)
    await new Promise(setImmediate)
    controller.abort('changed my mind')
    assert.equal((await failed).outcome, 'unknown')
    await closed
  })
})

test('a call that was aborted before it began sends nothing', async () => {
  let reached = 0
  const listener: RequestListener = (_, response) => {
    reached++
    response.end(good)
  }
  await over(listener, async ({ url, fetch }) => {
    const signal = AbortSignal.abort('too late')
    const init = { method: 'POST', headers: {}, redirect: 'manual', signal } as const
    await assert.rejects(fetch(url, init), (reason) => reason === 'too late')
  })
  assert.equal(reached, 0)
})

test('after an abort the only connection is free for the next call', async () => {
  let calls = 0
  const first = later<void>()
  const listener: RequestListener = (_, response) => {
    if (calls++ > 0) response.end(good)
    else first.resolve()
  }
  await over(
    listener,
    async ({ send }) => {
      const controller = new AbortController()
      const failed = rejected('aborted', send(controller.signal))
      await first.promise
      controller.abort()
      await failed
      assert.deepEqual(await send(), payoutSample)
    },
    { connections: 1 },
  )
})

for (const status of [301, 302, 303, 307, 308]) {
  test(`a ${status} is not followed, and its body, however long, blocks nothing`, async () => {
    const paths: (string | undefined)[] = []
    const listener: RequestListener = (request, response) => {
      paths.push(request.url)
      if (paths.length > 1) return response.end(good)
      response.writeHead(status, { location: '/followed' })
      return response.write(' '.repeat(300_000))
    }
    await over(
      listener,
      async ({ send }) => {
        const error = await rejected('response', send())
        assert.match(error.message, /redirect, which is never followed/)
        assert.deepEqual([error.status, error.outcome], [status, 'unknown'])
        await send()
      },
      { connections: 1 },
    )
    assert.deepEqual(paths, ['/v1/payout', '/v1/payout'])
  })
}

test('a body without end is given up, and its connection with it', async () => {
  const closed = later<void>()
  const listener: RequestListener = (request, response) => {
    request.socket.once('close', () => closed.resolve())
    const more = () => {
      while (!response.destroyed && response.write(' '.repeat(65_536))) {}
    }
    response.on('error', () => {}).on('drain', more)
    more()
  }
  await over(listener, async ({ send }) => {
    assert.match((await rejected('response', send())).message, /more than 1 MiB/)
    await closed.promise
  })
})

test('close waits for the calls under way, ends every connection, and may be called again', async () => {
  const socket = later<EventEmitter>()
  const answer = later<void>()
  const listener: RequestListener = async (request, response) => {
    socket.resolve(request.socket)
    await answer.promise
    response.end(good)
  }
  await over(listener, async ({ fetch, send }) => {
    const pending = send()
    const closed = end(await socket.promise)
    const closing = fetch.close()
    assert.equal(fetch.close(), closing)
    answer.resolve()
    assert.deepEqual(await pending, payoutSample)
    await closing
    await closed
    assert.equal((await rejected('network', send())).outcome, 'not_sent')
  })
})

test('a transport that was never used can be closed', () => createUndiciFetch().close())

test('a process whose transport is closed ends by itself', async () => {
  const script = `
    import { createUndiciFetch } from ${JSON.stringify(`${root}src/undici/index.ts`)}
    const fetch = createUndiciFetch({ keepAliveTimeoutMs: 600_000 })
    const response = await fetch(process.argv[1], { method: 'GET', headers: {}, redirect: 'manual' })
    console.log(await response.text())
    await fetch.close()
  `
  const listener: RequestListener = (_, response) => response.end('answered')
  await withLoopback(listener, async (url) => {
    const args = ['--import', 'tsx', '--input-type=module', '--eval', script, url]
    const { code, output } = await runCommand(process.execPath, args, { cwd: root })
    assert.match(output, /answered\s*$/)
    assert.equal(code, 0)
  })
})
