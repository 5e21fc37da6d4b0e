/** Reports what is wrong with a value at a place: nothing, when it fits. */
export type Check = (value: unknown, at: string) => readonly string[]

/** What a value has to be: itself, a pattern of a text, a check, a list of the same length, or at least these fields. */
export type Wanted =
  | string
  | number
  | boolean
  | null
  | RegExp
  | Check
  | readonly Wanted[]
  | { readonly [field: string]: Wanted }

const show = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 200))

function wrong(value: unknown, wanted: unknown, at: string): readonly string[] {
  return [`${at}: wanted ${wanted instanceof RegExp ? wanted : show(wanted)}, got ${show(value)}`]
}

/** Compares a value with what is wanted, and reports each place where they differ. */
export function compare(value: unknown, wanted: Wanted, at = ''): readonly string[] {
  if (typeof wanted === 'function') return wanted(value, at)
  if (wanted instanceof RegExp) return typeof value === 'string' && wanted.test(value) ? [] : wrong(value, wanted, at)
  if (Array.isArray(wanted)) {
    if (!Array.isArray(value) || value.length !== wanted.length) return wrong(value, wanted, at)
    return wanted.flatMap((each: Wanted, index) => compare(value[index], each, `${at}[${index}]`))
  }
  if (typeof wanted !== 'object' || wanted === null) return value === wanted ? [] : wrong(value, wanted, at)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong(value, Object.keys(wanted), at)
  const fields = value as Readonly<Record<string, unknown>>
  return Object.entries(wanted).flatMap(([name, each]) => compare(fields[name], each, `${at}.${name}`))
}

const kind =
  (name: string, isKind: (value: unknown) => boolean): Check =>
  (value, at) =>
    isKind(value) ? [] : [`${at}: wanted ${name}, got ${show(value)}`]

/** What no page says anything about. */
export const anything: Check = () => []
export const absent = kind('nothing', (value) => value === undefined)
export const text = kind('a text', (value) => typeof value === 'string')
export const flag = kind('a flag', (value) => typeof value === 'boolean')
export const whole = kind('a whole number', Number.isInteger)

/** A field that is there, and may be null. */
export const maybe =
  (wanted: Wanted): Check =>
  (value, at) =>
    value === null ? [] : compare(value, wanted, at)

/** A list that is not empty and holds nothing else. */
export const listOf =
  (wanted: Wanted): Check =>
  (value, at) =>
    Array.isArray(value) && value.length > 0
      ? value.flatMap((each, index) => compare(each, wanted, `${at}[${index}]`))
      : [`${at}: wanted a list, got ${show(value)}`]

/** What fits each of several descriptions. */
export const all =
  (...wanted: readonly Wanted[]): Check =>
  (value, at) =>
    wanted.flatMap((each) => compare(value, each, at))

/** What fits one of several descriptions. */
export const either =
  (...wanted: readonly Wanted[]): Check =>
  (value, at) => {
    const reports = wanted.map((each) => compare(value, each, at))
    return reports.some((report) => report.length === 0) ? [] : reports.flat()
  }

export const decimal = /^-?\d+(\.\d+)?$/
export const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/
/** The gateway writes its own time, three hours ahead of UTC. */
export const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+03:00$/

/** An amount of this value, at whatever number of places. */
export const worth = (amount: string): RegExp => {
  const [units, places = ''] = amount.split('.')
  return new RegExp(places === '' ? `^${units}(\\.0+)?$` : `^${units}\\.${places}0*$`)
}
