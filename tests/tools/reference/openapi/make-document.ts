import { gateways } from '../gateways.ts'
import { namedShapesIn } from '../shapes.ts'
import type { GroupDoc, JsonSchema, OperationDoc } from '../types.ts'
import { describeCall, serversOf } from './describe-call.ts'
import { bodyNameOf, bodyOf } from './describe-request.ts'
import { failureResponses, failureSchemas } from './responses.ts'
import { componentOf } from './schema-of.ts'

const about = [
  'The merchant API of the Cryptomus gateway and of its twin Heleket, as cryptomus-kit declares it.',
  'A request is signed with `md5(base64(body) + key)`, in lower-case hex, where the body is the exact bytes that are sent and',
  'empty when there are none; the query string is not signed. `x-signed-with` names the key: a merchant has one for payments',
  'and one for payouts. `x-repeatable` is the effect of sending an operation again: it `reads`, it returns the existing record',
  'for a known `order_id`, the same but with money leaving (`ensured`), or `no`, it acts again. A result repeats the fields of',
  '`x-echo`, unless it is an older record. Amounts are decimal strings. Responses may hold fields that are not listed here.',
].join(' ')

const apiKey = (name: string, description: string) => ({ type: 'apiKey', in: 'header', name, description })

/** Returns all named schemas; throws if one name stands for two. */
function schemasOf(operations: readonly OperationDoc[]): JsonSchema {
  const results = operations.flatMap(({ result }) => namedShapesIn(result))
  // The values of a closed list are limits of the param, so no reference to their type is made.
  const open = operations.flatMap(({ params }) => params.filter(({ limits }) => !('enum' in limits)))
  const params = open.flatMap(({ shape }) => namedShapesIn(shape))
  const bodies = operations.flatMap((operation): [string, JsonSchema][] => {
    const body = bodyOf(operation)
    return body === undefined ? [] : [[bodyNameOf(operation), body]]
  })
  const named = [...results, ...params].map((shape): [string, JsonSchema] => [shape.name, componentOf(shape)])
  const schemas = new Map<string, unknown>(Object.entries(failureSchemas))
  for (const [name, schema] of [...named, ...bodies]) {
    const before = schemas.get(name)
    if (before !== undefined && JSON.stringify(before) !== JSON.stringify(schema)) {
      throw new Error(`${name} would be two schemas of the OpenAPI document.`)
    }
    schemas.set(name, schema)
  }
  return Object.fromEntries([...schemas].sort(([a], [b]) => (a < b ? -1 : 1)))
}

function pathsOf(operations: readonly OperationDoc[]): JsonSchema {
  const paths: Record<string, Record<string, JsonSchema>> = {}
  for (const operation of operations) {
    const { path, method } = operation
    paths[path] = { ...paths[path], [method.toLowerCase()]: describeCall(operation) }
  }
  return paths
}

/** Makes the OpenAPI 3.1 document of all operations. */
export function makeDocument(groups: readonly GroupDoc[]): JsonSchema {
  const operations = groups.flatMap((group) => group.operations)
  return {
    openapi: '3.1.0',
    info: { title: 'Cryptomus and Heleket merchant API', version: '1', description: about },
    servers: serversOf(gateways.map(({ id }) => id)),
    security: [{ merchant: [], sign: [] }],
    tags: groups.map(({ name, doc }) => ({ name, description: doc })),
    paths: pathsOf(operations),
    components: {
      securitySchemes: {
        merchant: apiKey('merchant', 'UUID of the merchant.'),
        sign: apiKey('sign', 'Signature of the body: 32 lower-case hex digits.'),
      },
      responses: failureResponses,
      schemas: schemasOf(operations),
    },
  }
}
