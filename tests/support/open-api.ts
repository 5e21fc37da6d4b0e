import { Validator } from '@seriousme/openapi-schema-validator'
import type { JsonSchema } from '../tools/reference/types.ts'

/** Validates an OpenAPI document by the schema of its own version. */
export async function validateOpenApi(
  document: JsonSchema,
): Promise<{ readonly version: string; readonly errors: unknown }> {
  const validator = new Validator()
  // A copy, because the validator writes to its argument.
  const { valid, errors } = await validator.validate(structuredClone(document))
  return { version: String(validator.version), errors: valid ? undefined : errors }
}

/** Every `$ref` of a document. */
export function refsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) =>
    name === '$ref' && typeof member === 'string' ? [member] : refsIn(member),
  )
}

/** Target of a `$ref` of a document, or `undefined`. */
export function resolveRef(document: unknown, ref: string): unknown {
  if (!ref.startsWith('#/')) return undefined
  return ref
    .slice(2)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], document)
}
