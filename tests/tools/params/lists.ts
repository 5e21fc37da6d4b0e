import type { ParamTable } from '../check-params.ts'
import { badOptions, letters } from './rows.ts'

/** The params of `recurrences.list`: the other lists take dates as well. */
export const listRecurrencesTable: ParamTable = {
  valid: {},
  accepted: [{}, { cursor: 'c' }, { cursor: letters(2048) }, { cursor: undefined }],
  refused: [
    [{ cursor: '' }, 'cursor', /1 to 2048 characters/],
    [{ cursor: letters(2049) }, 'cursor', /1 to 2048 characters/],
    [{ cursor: 5 }, 'cursor', /string of 1 to 2048/],
    [{ cursor: null }, 'cursor', /string of 1 to 2048/],
    [{ page: 2 }, 'page', /is not known/],
    [{ limit: 5 }, 'limit', /is not known/],
    [{ curser: 'c' }, 'curser', /did you mean cursor\?/],
    ...badOptions,
  ],
}

/** The params of a list of records that have a date. */
export const listTable: ParamTable = {
  valid: {},
  accepted: [
    ...listRecurrencesTable.accepted,
    { date_from: '2026-01-31 00:00:00' },
    { date_from: '2026-01-31 0:00:00', date_to: '2026-01-31 23:59:59' },
    { date_from: '2026-01-31 00:00:00', date_to: undefined, cursor: 'c' },
  ],
  refused: [
    ...listRecurrencesTable.refused,
    [{ date_from: '2026-01-31' }, 'date_from', /date like "2026-01-31 23:59:59".*UTC\+3/],
    [{ date_from: '2026-01-31T00:00:00Z' }, 'date_from', /date like/],
    [{ date_from: '31.01.2026 00:00:00' }, 'date_from', /date like/],
    [{ date_from: null }, 'date_from', /date like/],
    [{ date_to: 'yesterday' }, 'date_to', /date like/],
    [{ date_to: new Date(0) }, 'date_to', /date like/],
    [{ date_to: 1_790_000_000 }, 'date_to', /date like/],
    [{ dateFrom: '2026-01-31 00:00:00' }, 'dateFrom', /did you mean date_from\?/],
  ],
}
