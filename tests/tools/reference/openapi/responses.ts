import type { JsonSchema } from '../types.ts'
import { refTo } from './schema-of.ts'

const json = (schema: JsonSchema) => ({ 'application/json': { schema } })

/** The answer of an operation that worked: its result in the gateway's envelope. */
export const successOf = (result: JsonSchema): JsonSchema => ({
  description: 'It worked.',
  content: json({
    type: 'object',
    properties: { state: { type: 'integer', const: 0, description: 'Says that it worked.' }, result },
    required: ['state', 'result'],
  }),
})

/** The answers that every operation can get, by status. */
export const failures: JsonSchema = {
  422: { $ref: '#/components/responses/Refused' },
  500: { $ref: '#/components/responses/Broken' },
}

/** What the answers of `failures` look like. */
export const failureResponses: JsonSchema = {
  Refused: {
    description: 'The gateway refused it: fields that do not fit, or a rule of the business.',
    content: json(refTo('Refusal')),
  },
  Broken: {
    description: 'Something broke at the gateway. Whether the operation was carried out is unknown.',
    content: json(refTo('ServerError')),
  },
}

/** The bodies of those answers. */
export const failureSchemas: JsonSchema = {
  Refusal: {
    type: 'object',
    description: 'Why an operation was refused. There may be a text, complaints by field, both or neither.',
    properties: {
      state: { type: 'integer', const: 1, description: 'Says that it was refused.' },
      message: { type: 'string', description: 'The reason in English; there are no codes.' },
      errors: {
        type: 'object',
        description: 'Complaints by the name of the field, as keys like `validation.required`.',
        additionalProperties: { type: 'array', items: { type: 'string' } },
      },
    },
    required: ['state'],
  },
  ServerError: {
    type: 'object',
    description: 'What broke. There is no `state` here.',
    properties: {
      message: { type: 'string', description: 'For people: `Server error, #1`.' },
      code: { type: 'integer', description: 'The status again.' },
      error: { description: '`null` in the documented answer.' },
    },
    required: ['message', 'code'],
  },
}
