import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runInNewContext } from 'node:vm'
import * as fc from 'fast-check'
import {
  addressParam,
  amountParam,
  choiceParam,
  codeParam,
  dateParam,
  flagParam,
  integerParam,
  linkParam,
  listParam,
  numberParam,
  optionalParam,
  orderIdParam,
  type ParamSchema,
  patternParam,
  textParam,
  urlParam,
  uuidParam,
} from '../../src/schema/param-fields.ts'
import { paramsSchema } from '../../src/schema/params-schema.ts'
import { runSchema, type StandardSchema } from '../../src/schema/standard-schema.ts'
import { limitsOf } from '../tools/reference/limits-of.ts'

function complaint(schema: unknown, value: unknown): string {
  const result = runSchema(schema as StandardSchema, value)
  return result.issues?.[0]?.message ?? ''
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
    bad: ['', 'x'.repeat(33), 'US DT', 'USDT\n', 'Ж', 7, null, 'TRC20', 'tron_trc20', 'usdt-erc20'],
    wants: /^must be a code like "USDT" or "tron"/,
  },
  // A token standard that is no network of another service, or part of a longer name, says nothing.
  codeOfAToken: {
    schema: codeParam,
    good: ['TRC', 'BRC20', 'ERC2000', 'BEP2', 'polygon_erc20', 'xTRC20coin'],
    bad: ['BEP-20', 'ERC_20', 'tron_trc_20', 'x'.repeat(40)],
    wants: /^must be a code/,
  },
  text: {
    schema: textParam(2, 4),
    good: ['ab', 'abcd', 'a\nb', '\u{1f600}\u{1f600}', '\u{1f600}'.repeat(4), 'Ж\u0301жж'],
    bad: ['a', 'abcde', '\u{1f600}', '\u{1f600}'.repeat(5), 7, null],
    wants: /^must be a string of 2 to 4 characters/,
  },
  address: {
    schema: addressParam,
    good: ['x', 'bitcoincash:qinvented', 'x'.repeat(255), '\u{1f600}'.repeat(255)],
    bad: ['', ' x', 'x\n', 'x y', 'x\ufeff', 'x\u200b', '\u200ex', 'x\u0000', 'x'.repeat(256), 7, null],
    wants: /^must be a string of 1 to 255 visible characters without white space/,
  },
  orderId: {
    schema: orderIdParam(32),
    good: ['a', 'Order_7-x', 'x'.repeat(32), 'заказ-15', '注文', '\u{20bb7}'.repeat(32), 'e\u0301', '²', 'Ⅻ'],
    bad: ['', 'x'.repeat(33), '\u{20bb7}'.repeat(33), 'a b', 'a/b', 'a\n', '№', '\u{1f600}', '\u200d', '\ud842', 7],
    wants: /^must be a string of 1 to 32 letters or digits of any script, "_" or "-"/,
  },
  orderIdWithReason: {
    schema: orderIdParam(8, ', for a reason'),
    good: ['x'.repeat(8)],
    bad: ['x'.repeat(9)],
    wants: /^must be a string of 1 to 8 .*, for a reason$/,
  },
  uuid: {
    schema: uuidParam,
    good: ['3f0a2c1e-7b5d-4f7e-9a11-0c2f5d6e7a80', 'x'],
    bad: ['', 'x'.repeat(65), 7, null],
    wants: /^must be a string of 1 to 64 characters/,
  },
  url: {
    schema: urlParam(255),
    good: ['https://example.test/cb', 'http://localhost:3000/', `https://example.test/${'x'.repeat(234)}`],
    bad: [
      'http://example.test/',
      'x',
      'example.test',
      `https://example.test/${'x'.repeat(235)}`,
      7,
      null,
      'myapp://cb',
    ],
    wants:
      /^must be an https URL of 6 to 255 characters without white space \(http on loopback only, or with allowHttp\)/,
  },
  link: {
    schema: linkParam,
    good: ['https://example.test/', 'http://example.test/', 'myapp://done', 'myapp:done', 'mailto:a@example.test'],
    bad: [
      '',
      '/done',
      'example.test',
      'my app://done',
      'data:,x',
      'JAVASCRIPT:x()',
      'blob:null/1',
      'https://',
      7,
      null,
    ],
    wants: /^must be an absolute URL of 6 to 255 characters without white space, and no script/,
  },
  shortUrl: {
    schema: urlParam(25),
    good: ['https://example.test/cb', 'https://a', `https://example.test/${'x'.repeat(4)}`],
    bad: [`https://example.test/${'x'.repeat(5)}`, 'https', '', undefined, new URL('https://example.test/')],
    wants:
      /^must be an https URL of 6 to 25 characters without white space \(http on loopback only, or with allowHttp\)$/,
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
    bad: [[], Array(3).fill({ currency: 'USDT' }), { 0: { currency: 'USDT' }, length: 1 }, null],
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
    good: ['2026-01-31 23:59:59', '2026-01-31 3:59:59', new Date(0), runInNewContext('new Date(0)')],
    bad: [
      ...['2026-01-31', '2026-01-31T23:59:59', '31.01.2026 23:59:59', ' 2026-01-31 23:59:59', '', 0, null],
      ...[new Date(Number.NaN), new Date(8.64e15), new Date(-8.64e15), { [Symbol.toStringTag]: 'Date' }],
    ],
    wants: /^must be a Date, or a string like "2026-01-31 23:59:59" at UTC\+3/,
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

test('the message about an amount that is a number gives the reason', () => {
  assert.match(complaint(amountParam, 10.28), /not a number, which loses digits$/)
  assert.doesNotMatch(complaint(amountParam, '0'), /not a number/)
})

test('the message about a number in the place of a string says so', () => {
  for (const schema of [orderIdParam(32), uuidParam, codeParam, addressParam, urlParam(255), linkParam, dateParam]) {
    assert.match(complaint(schema, 7), /, not a number$/)
    assert.doesNotMatch(complaint(schema, []), /not a number/)
  }
  assert.equal(complaint(flagParam, 1), 'must be true or false')
})

test('values that cannot become a string are refused like all others', () => {
  const odd = [Object.create(null), Symbol.iterator, { [Symbol.toPrimitive]: 1 }]
  for (const schema of [codeParam, orderIdParam(32), amountParam, dateParam, linkParam, optionalParam(uuidParam)]) {
    for (const value of odd) assert.match(complaint(schema, value), /^must be /)
  }
})

test('the message about the name of a token standard has the code of its network', () => {
  const pairs = {
    TRC20: 'tron',
    'trc-20': 'tron',
    USDT_ERC20: 'eth',
    'USDT (ERC20)': 'eth',
    'BEP 20': 'bsc',
    TRC_20: 'tron',
  }
  for (const [name, network] of Object.entries(pairs)) {
    assert.match(complaint(codeParam, name), new RegExp(`; the network of [A-Z]{3}20 is "${network}"$`))
  }
})

/** Any text, of any script, with marks, emoji and halves of characters. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom('a', 'Ж', '注', '\u0301', '٣', '_', '-', ' ', '\u{20bb7}', '\u{1f600}'),
    maxLength: 12,
  }),
)

/** Returns whether a text fits what the OpenAPI document says of a param: JSON Schema counts code points. */
function fitsLimits({ form }: ParamSchema<unknown>, text: string): boolean {
  const { minLength = 0, maxLength = 99, pattern = '' } = limitsOf(form) as Record<string, never>
  const { length } = [...text]
  return length >= minLength && length <= maxLength && new RegExp(pattern, 'u').test(text)
}

test('an order_id is made of letters, marks and digits of every script, and counted in characters', () => {
  const letter = /^[\p{L}\p{M}\p{N}_-]$/u
  const schema = orderIdParam(8)
  fc.assert(
    fc.property(anyText, (value) => {
      const characters = Array.from(value)
      const fits = characters.length >= 1 && characters.length <= 8 && characters.every((each) => letter.test(each))
      assert.equal(complaint(schema, value) === '', fits)
      assert.equal(fitsLimits(schema, value), fits)
    }),
  )
})

test('limits of characters count code points, in texts, addresses and URLs alike', () => {
  const [text, address, url, link] = [textParam(2, 8), addressParam, urlParam(30), linkParam]
  fc.assert(
    fc.property(anyText, (value) => {
      const { length } = Array.from(value)
      assert.equal(complaint(text, value) === '', length >= 2 && length <= 8)
      assert.equal(fitsLimits(text, value), length >= 2 && length <= 8)
      const isAddress = length >= 1 && !/[\s\p{C}]/u.test(value)
      assert.equal(complaint(address, value) === '', isAddress)
      assert.equal(fitsLimits(address, value), isAddress)
      const isVisible = !/[\s\p{Cc}]/u.test(value)
      assert.equal(complaint(url, `https://shop.example/${value}`) === '', isVisible && length + 21 <= 30)
      assert.equal(complaint(link, `myapp://done/${value}`) === '', isVisible)
    }),
  )
})

test('a Date becomes the time of the gateway, to the second, and is not changed itself', () => {
  const [min, max] = [new Date('0000-01-01T00:00:00Z'), new Date('9999-12-31T20:59:59Z')]
  fc.assert(
    fc.property(fc.date({ min, max, noInvalidDate: true }), (date) => {
      const before = date.getTime()
      const read = runSchema(dateParam, date)
      assert.ok(!read.issues)
      assert.match(String(read.value), /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
      assert.equal(Date.parse(`${String(read.value).replace(' ', 'T')}+03:00`), Math.floor(before / 1000) * 1000)
      assert.equal(date.getTime(), before)
      assert.equal(complaint(dateParam, read.value), '')
      assert.ok(fitsLimits(dateParam, String(read.value)))
    }),
  )
})

test('a Date that the gateway cannot read is refused, and none makes the check throw', () => {
  fc.assert(
    fc.property(fc.date({ noInvalidDate: false }), (date) => {
      const year = new Date(date.getTime() + 3 * 3_600_000).getUTCFullYear()
      assert.equal(complaint(dateParam, date) === '', year >= 0 && year <= 9999)
    }),
  )
})

test('null and the empty string are answered with "leave it out" where that is possible', () => {
  const schemas = { codeParam, flagParam, amountParam, dateParam, addressParam, linkParam, uuidParam }
  for (const [name, schema] of Object.entries(schemas)) {
    for (const empty of [null, '']) {
      assert.equal(complaint(optionalParam<unknown>(schema), empty), `${schema.form}; or leave it out`, name)
      assert.doesNotMatch(complaint(schema, empty), /leave it out/, name)
    }
  }
  assert.equal(complaint(optionalParam(textParam(0, 5)), ''), '')
})

test('the issue of an item has its place in the list', () => {
  const list = listParam(codes, 3, '{ currency: "USDT" }')
  const issues = ['0', '1'].map((path) => ({ path, message: 'is required' }))
  assert.deepEqual(runSchema(list, new Array(2)), { issues })
  assert.deepEqual(runSchema(list, [{ currency: 'USDT' }, 'USDT', {}]), {
    issues: [
      { path: '1', message: 'must be an object' },
      { path: '2.currency', message: 'is required' },
    ],
  })
})

test('an optional param may be absent, and is checked when it is not', () => {
  assert.equal(complaint(optionalParam(flagParam), undefined), '')
  assert.equal(complaint(optionalParam(flagParam), 'yes'), 'must be true or false')
})

test('an optional param has no default unless it is given one', () => {
  assert.deepEqual(runSchema(optionalParam(flagParam), undefined), { value: undefined })
})

test('an optional param with a default is read as that when it is left out, and as what it is otherwise', () => {
  const schema = optionalParam(choiceParam('weekly', 'monthly'), 'monthly')
  assert.deepEqual(runSchema(schema, undefined), { value: 'monthly' })
  assert.deepEqual(runSchema(schema, 'weekly'), { value: 'weekly' })
  assert.equal(complaint(schema, 'daily'), 'must be one of: weekly, monthly')
  assert.equal(complaint(schema, null), 'must be one of: weekly, monthly; or leave it out')
})
