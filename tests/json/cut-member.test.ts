import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cutMember } from '../../src/json/cut-member.ts'
import { scanObject } from '../../src/json/scan-object.ts'

function cut(text: string): string {
  const scan = scanObject(text)
  assert.ok(scan.ok)
  const index = scan.members.findIndex(({ name }) => name === 'sign')
  return cutMember(text, scan.members[index]!, scan.members[index - 1])
}

const cases = [
  ['the first', '{"sign":"x","a":1}', '{"a":1}'],
  ['a middle', '{"a":1,"sign":"x","b":2}', '{"a":1,"b":2}'],
  ['the last', '{"a":1,"sign":"x"}', '{"a":1}'],
  ['the only', '{"sign":"x"}', '{}'],
  ['the first, among white space,', '{ "sign" : "x" , "a" : 1 }', '{  "a" : 1 }'],
  ['a middle, among white space,', '{ "a" : 1 , "sign" : "x" , "b" : 2 }', '{ "a" : 1 , "b" : 2 }'],
  ['the last, among white space,', '{ "a" : 1 , "sign" : "x" }', '{ "a" : 1 }'],
  ['the only, among white space,', '\n{ "sign" : "x" }\n', '\n{  }\n'],
  ['the top-level', '{"a":{"sign":"y"},"sign":"x"}', '{"a":{"sign":"y"}}'],
  ['an escaped', '{"a":"sign","\\u0073ign":"x"}', '{"a":"sign"}'],
] as const

for (const [which, text, rest] of cases) {
  test(`takes out ${which} member and keeps every other character`, () => assert.equal(cut(text), rest))
}
