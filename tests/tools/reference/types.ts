import type { KeyRole } from '../../../src/gateways/types.ts'
import type { OperationInfo } from '../../../src/operations/types.ts'

/** A type of the public interface, as far as the reference describes it. */
export type Shape =
  | { readonly kind: 'string' | 'number' | 'boolean' | 'null' | 'undefined' | 'unknown' }
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'list'; readonly item: Shape }
  | { readonly kind: 'union'; readonly members: readonly Shape[] }
  | NamedShape

/** An interface or a type alias. */
export type NamedShape = { readonly name: string; readonly doc: string } & (
  | { readonly kind: 'object'; readonly fields: readonly Field[] }
  | { readonly kind: 'alias'; readonly target: Shape }
)

/** A member of an interface. */
export interface Field {
  readonly name: string
  readonly isOptional: boolean
  readonly doc: string
  /** Text of its `@default`. */
  readonly fallback: string | undefined
  readonly shape: Shape
}

/** A schema of JSON Schema 2020-12, which is what OpenAPI 3.1 uses. */
export type JsonSchema = Readonly<Record<string, unknown>>

/** A param of an operation. */
export interface ParamDoc extends Field {
  /** Required form, from the message about a value that does not fit: `true or false`. */
  readonly wants: string
  /** The same as a JSON Schema. */
  readonly limits: JsonSchema
  readonly place: 'path' | 'query' | 'body'
}

/** Rules over several params, by their names. */
export interface ParamRules {
  /** Names of which exactly one is required. Empty without such a rule. */
  readonly oneOf: readonly string[]
  readonly atMostOne: readonly (readonly [string, string])[]
  readonly together: readonly (readonly [string, string])[]
}

/** Page of the gateway's documentation. */
export interface Source {
  readonly url: string
  readonly title: string
}

/** Description of an operation. */
export interface OperationDoc extends OperationInfo {
  readonly group: string
  /** Name of the standalone function. */
  readonly name: string
  /** First sentence of its doc comment. */
  readonly summary: string
  /** Rest of its doc comment, one string a paragraph. */
  readonly details: readonly string[]
  /** Page that documents it, from `@see`. */
  readonly source: Source
  readonly paramsDoc: string
  readonly params: readonly ParamDoc[]
  readonly rules: ParamRules
  readonly result: Shape
  /** Type of the result as it is written in the declaration: `Page<Payment>`. */
  readonly resultType: string
  /** Ids of the gateways that offer it. */
  readonly gateways: readonly string[]
  /** Gateways where it has another path. */
  readonly otherPaths: readonly { readonly gateway: string; readonly path: string }[]
  /** Gateways where another key signs it. */
  readonly otherKeys: readonly { readonly gateway: string; readonly key: KeyRole }[]
}

/** Description of a group. */
export interface GroupDoc {
  readonly name: string
  /** The file of src/operations that declares it: `payments/index.ts`. */
  readonly file: string
  readonly doc: string
  readonly operations: readonly OperationDoc[]
}
