import assert from 'node:assert/strict'
import { createServer as createTcpServer } from 'node:net'
import { test } from 'node:test'
import { postWebhook } from '../../../src/sandbox/server/post-webhook.ts'
import { requireServeOptions } from '../../../src/sandbox/server/serve-options.ts'
import { withLoopback, withServer } from '../../support/loopback.ts'
import { withSecureLoopback } from '../../support/secure-loopback.ts'

const webhook = (url: string) =>
  new Request(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"a":"\\/"}' })

const unresolved = (name: string) => assert.fail(`${name} was resolved`)

/** The function that posts, with names that lead where a test says, and the warnings that were made. */
function open(
  allowCallbackHosts: readonly string[] = [],
  names: Readonly<Record<string, readonly string[]>> = {},
  closed = new AbortController().signal,
) {
  const warnings: string[] = []
  const resolved: string[] = []
  const deliver = postWebhook({
    ...requireServeOptions({ allowCallbackHosts }),
    closed,
    warn: (message) => warnings.push(message),
    resolve: async (name) => {
      resolved.push(name)
      const addresses = names[name] ?? unresolved(name)
      return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    },
  })
  return { deliver: async (url: string) => deliver(webhook(url)), warnings, resolved }
}

type Listener = Parameters<typeof withLoopback>[0]

/** Serves a receiver that takes everything, and hands out the requests that arrived. */
function withReceiver(run: (port: string, received: { host: string | undefined; body: string }[]) => Promise<void>) {
  const received: { host: string | undefined; body: string }[] = []
  const listener: Listener = async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    received.push({ host: request.headers.host, body })
    response.writeHead(202).end('thanks')
  }
  return withLoopback(listener, (url) => run(new URL(url).port, received))
}

test('posts the very bytes and resolves with the status', async () => {
  await withReceiver(async (port, received) => {
    assert.equal((await open().deliver(`http://127.0.0.1:${port}/hook`)).status, 202)
    assert.deepEqual(received, [{ host: `127.0.0.1:${port}`, body: '{"a":"\\/"}' }])
  })
})

const attacks: readonly string[] = [
  // Metadata of clouds and link-local addresses, in every spelling that a URL takes.
  'http://169.254.169.254/latest/meta-data/',
  'http://169.254.169.254./',
  'http://2852039166/',
  'http://0xa9fea9fe/',
  'http://0251.0376.0251.0376/',
  'http://169.254.43518/',
  'http://0xa9.254.0251.0xfe/',
  'http://\uff11\uff16\uff19.254.169.254/',
  'http://[::ffff:169.254.169.254]/',
  'http://[::ffff:a9fe:a9fe]/',
  'http://[::169.254.169.254]/',
  'http://[64:ff9b::169.254.169.254]/',
  'http://[2002:a9fe:a9fe::]/',
  'http://[fd00:ec2::254]/',
  'http://[fd20:ce::254]/',
  'http://[fe80::1]/',
  'http://100.100.100.200/',
  'http://168.63.129.16/',
  'http://metadata.google.internal/computeMetadata/v1/',
  'http://metadata.google.internal./',
  // Ways around the list of hosts.
  'http://0.0.0.0/',
  'http://0/',
  'http://[::]/',
  'http://[::ffff:7f00:1]/',
  'http://10.0.0.1/',
  'http://192.168.1.1/',
  'http://shop.test/',
  'https://shop.test/',
  'http://127.0.0.1.shop.test/',
  'http://localhost.shop.test/',
  'http://notlocalhost/',
  'http://app:3001/',
  'http://app:80/',
  'https://app/',
  'http://app.evil.test:3000/',
  'http://evil.test:3000/?app:3000',
  'http://evil.test\\@app:3000/',
  'http://evil.test#@app:3000/',
]

for (const url of attacks) {
  test(`no webhook is posted to ${url}, whose name is not even resolved`, async () => {
    const { deliver, warnings, resolved } = open(['app:3000'])
    await assert.rejects(deliver(url), /^Error: Webhooks are not posted to \S+: /)
    assert.equal(warnings.length, 1)
    assert.deepEqual(resolved, [])
  })
}

/** A request that says its URL by itself: a real one refuses to be made with some of these. */
const requestOf = (url: string) => ({ url, headers: new Headers(), text: async () => '' }) as unknown as Request

for (const url of [
  'http://user:secret@127.0.0.1/',
  'http://user@localhost/',
  'http://app:3000@evil.test/',
  'ftp://localhost/',
  'file:///etc/passwd',
]) {
  test(`no webhook is posted to ${url}, and no password is shown`, async () => {
    const closed = new AbortController().signal
    const warn = (message: string) => assert.doesNotMatch(message, /secret/)
    const { callbackHosts } = requireServeOptions({ allowCallbackHosts: ['app:3000'] })
    const deliver = postWebhook({ callbackHosts, closed, warn, resolve: unresolved })
    await assert.rejects(async () => deliver(requestOf(url)), /Webhooks are not posted to/)
  })
}

test('the reason names the entry to write', async () => {
  await assert.rejects(open().deliver('http://app:3000/hook'), /name 'app:3000' in allowCallbackHosts/)
  await assert.rejects(open().deliver('https://shop.test/'), /name 'shop\.test:443' in allowCallbackHosts/)
})

test('a host is warned of once, however often it is refused, and a hundred hosts at the most', async () => {
  const { deliver, warnings } = open()
  for (const path of ['a', 'b', 'c']) await assert.rejects(deliver(`http://shop.test/${path}`))
  assert.deepEqual(warnings, ["Webhooks are not posted to shop.test: name 'shop.test:80' in allowCallbackHosts."])
  for (let at = 0; at < 200; at++) await assert.rejects(deliver(`http://shop-${at}.test/`))
  assert.equal(warnings.length, 100)
})

test('the warning is one of the process where nobody else takes it', async (context) => {
  const emitted = context.mock.method(process, 'emitWarning', () => {})
  const deliver = postWebhook({ callbackHosts: [], closed: new AbortController().signal })
  await assert.rejects(async () => deliver(webhook('http://shop.test/')))
  const [message, options] = (emitted.mock.calls[0]?.arguments ?? []) as unknown[]
  assert.match(String(message), /allowCallbackHosts/)
  assert.deepEqual(options, { code: 'CRYPTOMUS_SANDBOX' })
})

for (const entry of ['shop.test', 'SHOP.test', 'shop.test.']) {
  test(`a host that ${entry} allows is posted to over http, at the address it has, under its own name`, async () => {
    await withReceiver(async (port, received) => {
      const { deliver, resolved } = open([entry], { 'shop.test': ['127.0.0.1'] })
      assert.equal((await deliver(`http://Shop.test:${port}/hook`)).status, 202)
      assert.equal(received[0]?.host, `shop.test:${port}`)
      // Resolved once: a second answer of the DNS could lead elsewhere.
      assert.deepEqual(resolved, ['shop.test'])
    })
  })
}

test('an entry with a port allows that port', async () => {
  await withReceiver(async (port) => {
    const { deliver } = open([`app:${port}`], { app: ['127.0.0.1'] })
    assert.equal((await deliver(`http://app:${port}/`)).status, 202)
    await assert.rejects(deliver(`http://app:${Number(port) - 1}/`), /allowCallbackHosts/)
  })
})

const nowhere: readonly (readonly [name: string, addresses: readonly string[]])[] = [
  ['shop.test', ['169.254.169.254']],
  ['shop.test', ['fd00:ec2::254', '::ffff:169.254.169.254']],
  ['shop.test', ['0.0.0.0', '::']],
  ['shop.test', ['fe80::1%eth0']],
  ['shop.test', []],
  ['metadata.google.internal', ['169.254.169.254']],
  ['localhost', ['10.0.0.1']],
  ['localhost', ['169.254.169.254', '93.184.216.34', 'fd00::1']],
]

for (const [name, addresses] of nowhere) {
  test(`${name} at ${addresses.join(' and ') || 'no address'} gets no webhook, although the name is allowed`, async () => {
    const { deliver, warnings } = open(['shop.test', 'metadata.google.internal', 'localhost'], { [name]: addresses })
    await assert.rejects(deliver(`http://${name}/`), /leads to an address where no webhook may go/)
    assert.equal(warnings.length, 1)
  })
}

test('of several addresses only those are tried that a webhook may go to', async () => {
  await withReceiver(async (port, received) => {
    const names = { 'shop.test': ['169.254.169.254', '127.0.0.1'], localhost: ['10.255.255.1', '127.0.0.1'] }
    const { deliver } = open(['shop.test'], names)
    for (const name of ['shop.test', 'localhost']) await deliver(`http://${name}:${port}/`)
    assert.equal(received.length, 2)
  })
})

test('a receiver that listens on one of the addresses is found', async () => {
  await withReceiver(async (port) => {
    const { deliver } = open([], { localhost: ['::1', '127.0.0.1'] })
    assert.equal((await deliver(`http://localhost:${port}/`)).status, 202)
  })
})

test('names below localhost are this machine, whatever the DNS knows of them', async () => {
  await withReceiver(async (port, received) => {
    const { deliver, resolved } = open([], { localhost: ['127.0.0.1'] })
    for (const name of ['shop.localhost', 'localhost.', 'SHOP.localhost.']) await deliver(`http://${name}:${port}/`)
    assert.deepEqual(resolved, ['localhost', 'localhost', 'localhost'])
    assert.deepEqual(
      received.map(({ host }) => host),
      [`shop.localhost:${port}`, `localhost.:${port}`, `shop.localhost.:${port}`],
    )
  })
})

test('the real resolver knows localhost', async () => {
  await withReceiver(async (port) => {
    const deliver = postWebhook({ callbackHosts: [], closed: new AbortController().signal })
    assert.equal((await deliver(webhook(`http://localhost:${port}/`))).status, 202)
  })
})

test('a name that cannot be resolved rejects with what the resolver says', async () => {
  const resolve = () => Promise.reject(new Error('getaddrinfo ENOTFOUND app'))
  const deliver = postWebhook({
    ...requireServeOptions({ allowCallbackHosts: ['app'] }),
    closed: new AbortController().signal,
    resolve,
  })
  await assert.rejects(async () => deliver(webhook('http://app/')), /ENOTFOUND/)
})

for (const status of [301, 302, 303, 307, 308]) {
  test(`a redirect is not followed: ${status}`, async () => {
    const paths: (string | undefined)[] = []
    const listener: Listener = (request, response) => {
      paths.push(request.url)
      response.writeHead(status, { location: 'http://169.254.169.254/' }).end()
    }
    await withLoopback(listener, async (url) => {
      assert.equal((await open().deliver(`${url}/hook`)).status, status)
    })
    assert.deepEqual(paths, ['/hook'])
  })
}

test('over https the certificate is checked', async () => {
  const listener: Listener = (_, response) => response.end()
  await withSecureLoopback(listener, async (port) => {
    const { deliver } = open([], { localhost: ['127.0.0.1'] })
    await assert.rejects(deliver(`https://localhost:${port}/`), /certificate/)
  })
})

test('what is under way ends with the server: a receiver that hangs, and a name that is being resolved', async () => {
  const closed = new AbortController()
  const hanging: Listener = () => closed.abort(new Error('closed'))
  await withLoopback(hanging, async (url) => {
    await assert.rejects(open([], {}, closed.signal).deliver(url), /closed/)
  })
  const again = new AbortController()
  const resolve = () => {
    setImmediate(() => again.abort(new Error('closed')))
    return new Promise<never>(() => {})
  }
  const deliver = postWebhook({
    ...requireServeOptions({ allowCallbackHosts: ['app'] }),
    closed: again.signal,
    resolve,
  })
  await assert.rejects(async () => deliver(webhook('http://app/')), /closed/)
})

test('a receiver gets ten seconds', async (context) => {
  const given: number[] = []
  context.mock.method(AbortSignal, 'timeout', (ms: number) => {
    given.push(ms)
    return AbortSignal.abort(new Error('too late'))
  })
  await assert.rejects(open().deliver('http://127.0.0.1:9/'), /too late/)
  assert.deepEqual(given, [10_000])
})

test('a body that breaks off, or never ends, changes nothing about the status', async () => {
  const broken: Listener = (_, response) => {
    response.writeHead(200, { 'content-length': 100 }).write('half', () => response.destroy())
  }
  await withLoopback(broken, async (url) => {
    assert.equal((await open().deliver(url)).status, 200)
  })
  const hanging: Listener = (_, response) => void response.writeHead(200).write('more')
  await withLoopback(hanging, async (url) => {
    assert.equal((await open().deliver(url)).status, 200)
  })
})

test('a response is read to its end, and one without an end is left after a mebibyte', async () => {
  const { promise: ended, resolve: end } = deferred()
  const long: Listener = (_, response) => void response.on('finish', end).end(Buffer.alloc(500_000))
  await withLoopback(long, async (url) => {
    await open().deliver(url)
    await ended
  })
  const { promise: left, resolve: leave } = deferred()
  const endless: Listener = (_, response) => {
    const more = () => void (response.write(Buffer.alloc(65_536)) ? setImmediate(more) : response.once('drain', more))
    response.on('close', leave)
    more()
  }
  await withLoopback(endless, async (url) => {
    await open().deliver(url)
    await left
  })
})

test('what is no HTTP, or no status, is no response', async () => {
  for (const bytes of [
    'SSH-2.0-OpenSSH\r\n',
    'HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n',
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n',
  ]) {
    const server = createTcpServer((socket) =>
      socket
        .on('error', () => {})
        .resume()
        .end(bytes),
    )
    await withServer(server, async (port) => {
      await assert.rejects(open().deliver(`http://127.0.0.1:${port}/`))
    })
  }
})

test('every webhook has a connection of its own', async () => {
  const sockets = new Set<unknown>()
  const listener: Listener = (request, response) => {
    sockets.add(request.socket)
    response.end()
  }
  await withLoopback(listener, async (url) => {
    const { deliver } = open()
    for (let at = 0; at < 3; at++) await deliver(url)
  })
  assert.equal(sockets.size, 3)
})

function deferred() {
  let resolve = () => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}
