import type { JsonSchema } from '../types.ts'
import { refTo } from './schema-of.ts'

const json = (schema: JsonSchema) => ({ 'application/json': { schema } })

/** Describes the response of a successful operation: its result in the gateway's envelope. */
export const successOf = (result: JsonSchema): JsonSchema => ({
  description: 'The operation succeeded.',
  content: json({
    type: 'object',
    properties: { state: { type: 'integer', const: 0, description: 'Always 0 for a success.' }, result },
    required: ['state', 'result'],
  }),
})

/** Failures of every operation, by HTTP status. */
export const failures: JsonSchema = {
  422: { $ref: '#/components/responses/Refused' },
  500: { $ref: '#/components/responses/Broken' },
}

/** Responses that `failures` refers to. */
export const failureResponses: JsonSchema = {
  Refused: {
    description: 'The gateway refused the call: invalid fields, or a business rule.',
    content: json(refTo('Refusal')),
  },
  Broken: {
    description: 'Error inside the gateway. It is unknown if the operation was carried out.',
    content: json(refTo('ServerError')),
  },
}

/** Schemas of their bodies. */
export const failureSchemas: JsonSchema = {
  Refusal: {
    type: 'object',
    description: 'Reason of a refusal: a message, errors by field, both or neither.',
    properties: {
      state: { type: 'integer', const: 1, description: 'Always 1 for a refusal.' },
      message: { type: 'string', description: 'The reason in English; there are no codes.' },
      errors: {
        type: 'object',
        description: 'Errors by name of the field, as keys like `validation.required`.',
        additionalProperties: { type: 'array', items: { type: 'string' } },
      },
    },
    required: ['state'],
  },
  ServerError: {
    type: 'object',
    description: 'Error inside the gateway, without a `state`.',
    properties: {
      message: { type: 'string', description: 'Message in English: `Server error, #1`.' },
      code: { type: 'integer', description: 'HTTP status.' },
      error: { description: '`null` in the documented response.' },
    },
    required: ['message', 'code'],
  },
}
