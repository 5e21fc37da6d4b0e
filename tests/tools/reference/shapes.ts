import type { NamedShape, Shape } from './types.ts'

/** Returns the members of a union, nested unions and aliases resolved; another shape is its own only part. */
export function partsOf(shape: Shape): readonly Shape[] {
  if (shape.kind === 'alias') return partsOf(shape.target)
  return shape.kind === 'union' ? shape.members.flatMap(partsOf) : [shape]
}

/** Returns `true` for a part that only makes a field optional. */
export const isOptionalOnly = ({ kind }: Shape): boolean => kind === 'undefined'

/** Returns the known values of a string type, and if there can be others. */
export function knownWords(shape: Shape): { readonly words: readonly string[]; readonly isOpen: boolean } {
  const parts = partsOf(shape)
  const words = parts.flatMap((part) => (part.kind === 'word' ? [part.word] : []))
  return { words, isOpen: parts.some(({ kind }) => kind === 'string') }
}

/** Returns all interfaces and aliases in a shape, itself included, the outermost first. */
export function namedShapesIn(shape: Shape): readonly NamedShape[] {
  if (shape.kind === 'list') return namedShapesIn(shape.item)
  if (shape.kind === 'union') return shape.members.flatMap(namedShapesIn)
  if (shape.kind === 'alias') return [shape, ...namedShapesIn(shape.target)]
  return shape.kind === 'object' ? [shape, ...shape.fields.flatMap((field) => namedShapesIn(field.shape))] : []
}
