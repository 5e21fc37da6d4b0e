import type { NamedShape, Shape } from './types.ts'

/** The members of a union, those of unions and aliases in it included; any other shape is its only part. */
export function partsOf(shape: Shape): readonly Shape[] {
  if (shape.kind === 'alias') return partsOf(shape.target)
  return shape.kind === 'union' ? shape.members.flatMap(partsOf) : [shape]
}

/** Whether a part only says that the field may be left out. */
export const isOptionalOnly = ({ kind }: Shape): boolean => kind === 'undefined'

/** The words that a text can be, and whether there can be others. */
export function knownWords(shape: Shape): { readonly words: readonly string[]; readonly isOpen: boolean } {
  const parts = partsOf(shape)
  const words = parts.flatMap((part) => (part.kind === 'word' ? [part.word] : []))
  return { words, isOpen: parts.some(({ kind }) => kind === 'string') }
}

/** Every interface and alias in a shape, itself included, the outermost first. */
export function namedShapesIn(shape: Shape): readonly NamedShape[] {
  if (shape.kind === 'list') return namedShapesIn(shape.item)
  if (shape.kind === 'union') return shape.members.flatMap(namedShapesIn)
  if (shape.kind === 'alias') return [shape, ...namedShapesIn(shape.target)]
  return shape.kind === 'object' ? [shape, ...shape.fields.flatMap((field) => namedShapesIn(field.shape))] : []
}
