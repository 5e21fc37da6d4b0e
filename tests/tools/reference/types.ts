import type { KeyRole } from '../../../src/gateways/types.ts'
import type { OperationInfo } from '../../../src/operations/types.ts'

/** A type of the public face, as far as the reference tells it. */
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
  /** What stands behind `@default`. */
  readonly fallback: string | undefined
  readonly shape: Shape
}

/** A schema of JSON Schema 2020-12, which is what OpenAPI 3.1 uses. */
export type JsonSchema = Readonly<Record<string, unknown>>

/** A param of an operation. */
export interface ParamDoc extends Field {
  /** What the message about one that does not fit asks for: `true or false`. */
  readonly wants: string
  /** The same for machines. */
  readonly limits: JsonSchema
  readonly place: 'path' | 'query' | 'body'
}

/** Rules over several params, by their names. */
export interface ParamRules {
  /** Exactly one of these has to be given. Empty when there is no such rule. */
  readonly oneOf: readonly string[]
  readonly atMostOne: readonly (readonly [string, string])[]
  readonly together: readonly (readonly [string, string])[]
}

/** Everything that is told of an operation. */
export interface OperationDoc extends OperationInfo {
  readonly group: string
  /** Name of the standalone function. */
  readonly name: string
  /** First sentence of its doc comment. */
  readonly summary: string
  /** What its doc comment says beyond that, a string a paragraph. */
  readonly details: readonly string[]
  /** Where the gateway documents it: `doc.cryptomus.com, "Balance".` */
  readonly source: string
  readonly paramsDoc: string
  readonly params: readonly ParamDoc[]
  readonly rules: ParamRules
  readonly result: Shape
  /** The result as the declaration spells it: `Page<Payment>`. */
  readonly resultType: string
  /** Gateways that have it. */
  readonly gateways: readonly string[]
  /** Gateways where another key signs it. */
  readonly otherKeys: readonly { readonly gateway: string; readonly key: KeyRole }[]
}

/** A group with all that is told of it. */
export interface GroupDoc {
  readonly name: string
  /** The file of src/operations that declares it: `payments/index.ts`. */
  readonly file: string
  readonly doc: string
  readonly operations: readonly OperationDoc[]
}
