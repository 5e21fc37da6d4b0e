import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  amountField as amount,
  choiceField as choice,
  currenciesField,
  type FieldReader,
  flagField as flag,
  idField,
  integerField as integer,
  numberField as number,
  textField as text,
  tidy,
  urlField as url,
} from '../../../src/sandbox/requests/readers.ts'

const long = (length: number) => 'x'.repeat(length)

type Row = readonly [given: unknown, expected: unknown]
const refused = (rule: string) => ({ fault: `validation.${rule}` })

/** What each reader makes of a value: the value as it is kept, or the rule that it breaks. */
const tables: readonly (readonly [name: string, reader: FieldReader, rows: readonly Row[]])[] = [
  [
    'text of 2 to 4 characters',
    text(2, 4),
    [
      ['ab', 'ab'],
      ['🎉🎉🎉🎉', '🎉🎉🎉🎉'],
      [15, '15'],
      ['a', refused('min.string')],
      ['abcde', refused('max.string')],
      [true, refused('string')],
      [['ab'], refused('string')],
      [{}, refused('string')],
    ],
  ],
  [
    'an id',
    idField(8),
    [
      ['order-_1', 'order-_1'],
      ['заказ', 'заказ'],
      ['漢字', '漢字'],
      [7, '7'],
      ['a b', refused('alpha_dash')],
      ['a.b', refused('alpha_dash')],
      [long(9), refused('max.string')],
    ],
  ],
  [
    'an amount',
    amount,
    [
      ['10.28', '10.28'],
      [10.28, '10.28'],
      [20, '20'],
      [0.0000001, '0.0000001'],
      ['0', '0'],
      ['00.5', '00.5'],
      ['-1', refused('regex')],
      [-1, refused('regex')],
      ['1e3', refused('regex')],
      ['.5', refused('regex')],
      ['1.', refused('regex')],
      ['1,5', refused('regex')],
      ['٣', refused('regex')],
      [true, refused('string')],
    ],
  ],
  [
    'a number from 0 to 50',
    number(0, 50),
    [
      [2.5, 2.5],
      ['2.5', 2.5],
      ['+3', 3],
      [0, 0],
      [50, 50],
      [50.1, refused('max.numeric')],
      ['-1', refused('min.numeric')],
      ['much', refused('numeric')],
      ['1e1', refused('numeric')],
      [true, refused('numeric')],
      [[5], refused('numeric')],
    ],
  ],
  [
    'a whole number from 300 to 43200',
    integer(300, 43_200),
    [
      [300, 300],
      ['43200', 43_200],
      [299, refused('min.numeric')],
      [43_201, refused('max.numeric')],
      ['300.0', refused('integer')],
      [300.5, refused('integer')],
      ['soon', refused('integer')],
      [null, refused('integer')],
    ],
  ],
  [
    'a flag',
    flag,
    [
      ...[true, 1, '1', 'true', 'TRUE'].map((given): Row => [given, true]),
      ...[false, 0, '0', 'false', 'False'].map((given): Row => [given, false]),
      ...['yes', 'on', 2, '2', {}, [true], [1]].map((given): Row => [given, refused('boolean')]),
    ],
  ],
  [
    'a URL',
    url(6, 30),
    [
      ['https://shop.test/hook', 'https://shop.test/hook'],
      ['http://10.0.0.1/', 'http://10.0.0.1/'],
      ['shop://return', 'shop://return'],
      ['shop.test', refused('url')],
      ['//shop.test', refused('url')],
      ['a:b', refused('min.string')],
      [`https://${long(30)}.test`, refused('max.string')],
      [5, refused('min.string')],
    ],
  ],
  [
    'a choice',
    choice('weekly', 'monthly'),
    [
      ['weekly', 'weekly'],
      ['Weekly', refused('in')],
      [['weekly'], refused('in')],
      [0, refused('in')],
    ],
  ],
  [
    'a list of currencies',
    currenciesField,
    [
      [[{ currency: ' BTC ' }], [{ currency: 'BTC', network: undefined }]],
      [[{ currency: 'USDT', network: '', more: 1 }], [{ currency: 'USDT', network: undefined }]],
      [[{ currency: 'USDT', network: 'tron' }], [{ currency: 'USDT', network: 'tron' }]],
      [[], undefined],
      ['BTC', refused('array')],
      [['BTC'], refused('array')],
      [[null], refused('array')],
      [[{ currency: '' }], refused('array')],
      [[{ currency: 5 }], refused('array')],
      [[{ currency: 'BTC', network: 5 }], refused('array')],
      [Array.from({ length: 256 }, () => ({ currency: 'BTC' })), refused('array')],
    ],
  ],
]

for (const [name, read, rows] of tables) {
  test(`${name} is read as leniently as the gateway does`, () => {
    for (const [given, expected] of rows) {
      const isRefused = typeof expected === 'object' && expected !== null && 'fault' in expected
      assert.deepEqual(read(given), isRefused ? expected : { value: expected }, JSON.stringify(given))
    }
  })
}

test('what Laravel takes for nothing is left out, and spaces around text are', () => {
  for (const nothing of [null, undefined, '', '   ', '\t\n']) assert.equal(tidy(nothing), undefined)
  assert.deepEqual([' a b ', 0, false, '0'].map(tidy), ['a b', 0, false, '0'])
})
