/** A place in a list: the page behind a record, or the one before it. */
export interface Cursor {
  /** Which record, counted in the order in which they were made: stays where it is when new ones come. */
  readonly position: number
  readonly isNext: boolean
}

/** Spells a cursor: opaque to the merchant, base64 of JSON as the gateway's are. */
export const toCursor = ({ position, isNext }: Cursor): string =>
  btoa(JSON.stringify({ id: position, _pointsToNextItems: isNext }))

/** Reads a cursor; `undefined` for one that this sandbox did not make, which starts at the first page. */
export function fromCursor(cursor: string | undefined): Cursor | undefined {
  if (cursor === undefined) return undefined
  try {
    const { id, _pointsToNextItems: isNext } = JSON.parse(atob(cursor)) as Readonly<Record<string, unknown>>
    return typeof id === 'number' && typeof isNext === 'boolean' ? { position: id, isNext } : undefined
  } catch {
    return undefined
  }
}
