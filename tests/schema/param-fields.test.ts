import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { GenericSchema } from 'valibot'
import {
  amountParam,
  choiceParam,
  codeParam,
  dateParam,
  flagParam,
  integerParam,
  listParam,
  numberParam,
  optionalParam,
  orderIdParam,
  patternParam,
  textParam,
  urlParam,
  uuidParam,
} from '../../src/schema/param-fields.ts'
import { paramsSchema } from '../../src/schema/params-schema.ts'
import { runSchema } from '../../src/schema/standard-schema.ts'

function complaint(schema: unknown, value: unknown): string {
  const result = runSchema(schema as GenericSchema, value)
  return result.ok ? '' : (result.issues[0]?.message ?? '')
}

const codes = paramsSchema<{ readonly currency: string }>({ currency: codeParam })

interface Field {
  readonly schema: unknown
  readonly good: readonly unknown[]
  readonly bad: readonly unknown[]
  readonly wants: RegExp
}

const fields: Readonly<Record<string, Field>> = {
  amount: {
    schema: amountParam,
    good: ['1', '10.28', '0.00000001', '0010', '9'.repeat(40)],
    bad: ['0', '0.00', '-1', '+1', '1.', '.5', '1e3', '1,5', ' 1', '', '9'.repeat(41), 10.28, 1n, null, undefined],
    wants: /^must be a decimal string above zero/,
  },
  code: {
    schema: codeParam,
    good: ['USDT', 'usdt', 'tron', 'BNB-BSC_20', 'x'.repeat(32)],
    bad: ['', 'x'.repeat(33), 'US DT', 'USDT\n', 'Ж', 7, null],
    wants: /^must be a code like "USDT" or "tron"/,
  },
  text: {
    schema: textParam(2, 4),
    good: ['ab', 'abcd'],
    bad: ['a', 'abcde', 7, null],
    wants: /^must be a string of 2 to 4 characters$/,
  },
  orderId: {
    schema: orderIdParam(32),
    good: ['a', 'Order_7-x', 'x'.repeat(32)],
    bad: ['', 'x'.repeat(33), 'a b', 'a/b', 'Ж', 7],
    wants: /^must be 1 to 32 letters, digits, "_" or "-"$/,
  },
  orderIdWithReason: {
    schema: orderIdParam(8, ', for a reason'),
    good: ['x'.repeat(8)],
    bad: ['x'.repeat(9)],
    wants: /^must be 1 to 8 .*, for a reason$/,
  },
  uuid: {
    schema: uuidParam,
    good: ['3f0a2c1e-7b5d-4f7e-9a11-0c2f5d6e7a80', 'x'],
    bad: ['', 'x'.repeat(65), 7, null],
    wants: /^must be a string of 1 to 64 characters$/,
  },
  url: {
    schema: urlParam(255),
    good: ['https://example.test/cb', 'http://localhost:3000/', `https://example.test/${'x'.repeat(234)}`],
    bad: ['http://example.test/', 'x', 'example.test', `https://example.test/${'x'.repeat(235)}`, 7, null],
    wants: /^must be an https URL of 6 to 255 characters/,
  },
  shortUrl: {
    schema: urlParam(25),
    good: ['https://example.test/cb', 'https://a', `https://example.test/${'x'.repeat(4)}`],
    bad: [`https://example.test/${'x'.repeat(5)}`, 'https', '', undefined, new URL('https://example.test/')],
    wants: /^must be an https URL of 6 to 25 characters \(http on loopback only\)$/,
  },
  pattern: {
    schema: patternParam(/^USDT$/, 'must be "USDT" or left out'),
    good: ['USDT'],
    bad: ['usdt', 'USDT ', '', undefined, null, ['USDT']],
    wants: /^must be "USDT" or left out$/,
  },
  choice: {
    schema: choiceParam('weekly', 'monthly'),
    good: ['weekly', 'monthly'],
    bad: ['Weekly', 'daily', '', ['weekly'], 0, null, undefined],
    wants: /^must be one of: weekly, monthly$/,
  },
  list: {
    schema: listParam(codes, 2, '{ currency: "USDT" }'),
    good: [[{ currency: 'USDT' }], [{ currency: 'USDT' }, { currency: 'BTC' }]],
    bad: [[], Array(3).fill({ currency: 'USDT' }), { 0: { currency: 'USDT' }, length: 1 }, 'USDT', null],
    wants: /^must be a list of 1 to 2 like \{ currency: "USDT" \}$/,
  },
  flag: { schema: flagParam, good: [true, false], bad: [0, 'true', null], wants: /^must be true or false$/ },
  integer: {
    schema: integerParam(300, 43_200),
    good: [300, 43_200, 3_600],
    bad: [299, 43_201, 300.5, '300', Number.NaN, null],
    wants: /^must be a whole number from 300 to 43200$/,
  },
  number: {
    schema: numberParam(0, 5),
    good: [0, 0.5, 5],
    bad: [-0.1, 5.1, '1', Number.NaN, null],
    wants: /^must be a number from 0 to 5$/,
  },
  date: {
    schema: dateParam,
    good: ['2026-01-31 23:59:59', '2026-01-31 3:59:59'],
    bad: ['2026-01-31', '2026-01-31T23:59:59', '31.01.2026 23:59:59', ' 2026-01-31 23:59:59', 0, null],
    wants: /^must be a date like/,
  },
}

for (const [name, { schema, good, bad, wants }] of Object.entries(fields)) {
  test(`${name} accepts what fits`, () => {
    for (const value of good) assert.equal(complaint(schema, value), '', `refused ${String(value)}`)
  })

  test(`${name} refuses the rest and names the required form`, () => {
    for (const value of bad) assert.match(complaint(schema, value), wants, `took ${String(value)}`)
  })
}

const list = listParam(codes, 3, '{ currency: "USDT" }')

for (const [what, schema] of [
  ['an optional list', optionalParam(list)],
  ['a list', list],
] as const) {
  test(`${what} refuses items that do not fit, by their place and the name of what is wrong in them`, () => {
    const issuesOf = (value: unknown) => {
      const result = runSchema(schema as GenericSchema, value)
      return result.ok ? [] : result.issues.map(({ path, message }) => `${path} ${message}`)
    }
    const usdt = { currency: 'USDT' }
    assert.deepEqual(issuesOf(['USDT']), ['0 must be an object'])
    assert.deepEqual(issuesOf([usdt, {}]), ['1.currency is required'])
    assert.deepEqual(issuesOf([usdt, null]), ['1 must be an object'])
    const [first = '', second = '', ...more] = issuesOf([{ currency: '???' }, usdt, { ...usdt, netwrok: 'tron' }])
    assert.match(first, /^0\.currency must be a code/)
    assert.match(second, /^2\.netwrok is not known/)
    assert.deepEqual(more, [])
  })
}

test('the message about an amount that is a number gives the reason', () => {
  assert.match(complaint(amountParam, 10.28), /not a number, which loses digits$/)
  assert.doesNotMatch(complaint(amountParam, '0'), /not a number/)
})

test('an optional param may be absent, and is checked when it is not', () => {
  assert.equal(complaint(optionalParam(flagParam), undefined), '')
  assert.equal(complaint(optionalParam(flagParam), 'yes'), 'must be true or false')
})

test('an optional param has no default unless it is given one', () => {
  assert.deepEqual(runSchema(optionalParam(flagParam), undefined), { ok: true, value: undefined })
})

test('an optional param with a default is read as that when it is left out, and as what it is otherwise', () => {
  const schema = optionalParam(choiceParam('weekly', 'monthly'), 'monthly')
  assert.deepEqual(runSchema(schema, undefined), { ok: true, value: 'monthly' })
  assert.deepEqual(runSchema(schema, 'weekly'), { ok: true, value: 'weekly' })
  assert.equal(complaint(schema, 'daily'), 'must be one of: weekly, monthly')
  assert.equal(complaint(schema, null), 'must be one of: weekly, monthly')
})
