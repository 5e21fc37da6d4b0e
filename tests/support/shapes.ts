/** Shape of a JSON value. */
export type Shape =
  /** A string that matches. */
  | RegExp
  /** A value that passes; the name of the function is what a failure says. */
  | ((value: unknown) => boolean)
  /** This very value. */
  | string
  | number
  | boolean
  | null
  /** A list: empty, or of one element or more that all fit. */
  | readonly Shape[]
  /** An object with these members and no others. */
  | { readonly [name: string]: Shape }

const show = (value: unknown) => JSON.stringify(value) ?? String(value)

function problemsInObject(value: object, shape: { readonly [name: string]: Shape }, path: string): readonly string[] {
  const missing = Object.keys(shape).filter((name) => !Object.hasOwn(value, name))
  const surplus = Object.keys(value).filter((name) => !Object.hasOwn(shape, name))
  return [
    ...missing.map((name) => `${path}.${name} is missing`),
    ...surplus.map((name) => `${path}.${name} is not documented`),
    ...Object.entries(value).flatMap(([name, member]) =>
      Object.hasOwn(shape, name) ? problemsIn(member, shape[name]!, `${path}.${name}`) : [],
    ),
  ]
}

/** Returns what of a JSON value does not have a shape. */
export function problemsIn(value: unknown, shape: Shape, path = 'body'): readonly string[] {
  if (shape instanceof RegExp) {
    return typeof value === 'string' && shape.test(value) ? [] : [`${path} is ${show(value)}, not ${shape}`]
  }
  if (typeof shape === 'function') return shape(value) ? [] : [`${path} is ${show(value)}, not ${shape.name}`]
  if (Array.isArray(shape)) {
    const [element] = shape as readonly Shape[]
    if (!Array.isArray(value)) return [`${path} is ${show(value)}, not a list`]
    if (element === undefined) return value.length === 0 ? [] : [`${path} is not empty`]
    if (value.length === 0) return [`${path} is empty`]
    return value.flatMap((item, index) => problemsIn(item, element, `${path}.${index}`))
  }
  if (typeof shape !== 'object' || shape === null) {
    return Object.is(value, shape) ? [] : [`${path} is ${show(value)}, not ${show(shape)}`]
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${path} is no object`]
  return problemsInObject(value, shape as { readonly [name: string]: Shape }, path)
}
