import assert from 'node:assert/strict'
import { posix } from 'node:path'
import { test } from 'node:test'
import { importsOf, sources } from '../support/sources.ts'

/** The floors of the house, the lowest first. Imports point down, or stay in their folder. */
const floors: readonly (readonly string[])[] = [
  ['errors', 'platform'],
  ['crypto', 'json', 'money', 'status', 'logging', 'options', 'env.ts'],
  ['signing', 'schema', 'stores'],
  ['gateways'],
  ['operations'],
  ['call', 'webhooks'],
  ['client.ts', 'flows', 'sandbox', 'undici'],
  ['index.ts', 'cli'],
]

/** The packages that are inlined, and the only places that may know them. */
const packages: Readonly<Record<string, readonly string[]>> = {
  valibot: ['schema/', 'operations/'],
  '@noble/hashes': ['crypto/'],
  'fast-png': ['sandbox/world/'],
  qr: ['sandbox/world/'],
  tinyqueue: ['sandbox/'],
  undici: ['undici/'],
}

/** The only places that run on Node alone. */
const nodeOnly = ['sandbox/server/', 'cli/', 'undici/']

const roomOf = (path: string) => path.split('/')[0] ?? ''
const floorOf = (path: string) => floors.findIndex((rooms) => rooms.includes(roomOf(path)))
const startsWithOneOf = (path: string, places: readonly string[]) => places.some((place) => path.startsWith(place))
const edges = sources.flatMap((source) => importsOf(source).map((each) => ({ from: source.path, ...each })))
const relative = edges.flatMap(({ from, target }) => (target === undefined ? [] : [{ from, to: target }]))

test('every file of src stands on a floor', () => {
  assert.deepEqual(
    sources.map(({ path }) => path).filter((path) => floorOf(path) < 0),
    [],
  )
})

test('imports point from a higher floor to a lower one or stay in their folder', () => {
  const wrong = relative.filter(({ from, to }) => roomOf(from) !== roomOf(to) && floorOf(from) <= floorOf(to))
  assert.deepEqual(wrong, [])
})

test('relative imports name a file of src with its .ts', () => {
  const known = new Set(sources.map(({ path }) => path))
  assert.deepEqual(
    relative.filter(({ to }) => !known.has(to)),
    [],
  )
})

test('no file imports the index.ts of a folder that it lives in', () => {
  const isOwnIndex = ({ from, to }: (typeof relative)[number]) =>
    posix.basename(to) === 'index.ts' && `${posix.dirname(from)}/`.startsWith(`${posix.dirname(to)}/`)
  assert.deepEqual(relative.filter(isOwnIndex), [])
})

test('no two files import each other, not even in a circle', () => {
  const finished = new Set<string>()
  const visit = (path: string, trail: readonly string[]): readonly string[] => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path]
    if (finished.has(path)) return []
    for (const { from, to } of relative) {
      const circle = from === path ? visit(to, [...trail, path]) : []
      if (circle.length > 0) return circle
    }
    finished.add(path)
    return []
  }
  for (const { path } of sources) assert.deepEqual(visit(path, []), [])
})

test('packages are known only where they are meant to be', () => {
  const isAllowed = ({ from, specifier }: (typeof edges)[number]) => {
    if (specifier.startsWith('node:')) return startsWithOneOf(from, nodeOnly)
    const name = Object.keys(packages).find((each) => specifier === each || specifier.startsWith(`${each}/`))
    return name !== undefined && startsWithOneOf(from, packages[name] ?? [])
  }
  assert.deepEqual(
    edges.filter((edge) => edge.target === undefined && !isAllowed(edge)),
    [],
  )
})

test('the sandbox that runs anywhere does not import the server around it', () => {
  const isServer = (path: string) => path.startsWith('sandbox/server/')
  assert.deepEqual(
    relative.filter(({ from, to }) => !isServer(from) && isServer(to)),
    [],
  )
})
