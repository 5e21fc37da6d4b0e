import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkCallOptions } from '../../src/call/check-call-options.ts'
import { thrown } from '../tools/thrown.ts'

const { signal } = new AbortController()

const usable: readonly object[] = [
  {},
  { signal },
  { timeoutMs: 5 },
  { attemptTimeoutMs: 5, retries: 0 },
  { extra: {} },
  { signal: undefined, timeoutMs: undefined, extra: undefined },
  { signal: { aborted: false, reason: undefined, addEventListener: () => {}, removeEventListener: () => {} } },
]

for (const options of usable) {
  test(`options with ${Object.keys(options).join(' and ') || 'nothing'} are usable`, () => checkCallOptions(options))
}

const unusable: readonly (readonly [string, unknown, string, RegExp])[] = [
  ['null', null, 'options', /options must be an object like \{ signal, timeoutMs \}/],
  ['a number', 5000, 'options', /must be an object/],
  ['a list', [], 'options', /must be an object/],
  ['a bare signal', signal, 'options', /must be an object like \{ signal/],
  ['a misspelt timeout', { timeout: 5 }, 'timeout', /did you mean timeoutMs\?/],
  ['an option of the client', { apiKey: 'k' }, 'apiKey', /^apiKey is not known/],
  ['a timeout of zero', { timeoutMs: 0 }, 'timeoutMs', /above zero/],
  ['a timeout as a text', { timeoutMs: '5' }, 'timeoutMs', /above zero/],
  ['an attempt of zero', { attemptTimeoutMs: 0 }, 'attemptTimeoutMs', /attemptTimeoutMs must be milliseconds/],
  ['half a retry', { retries: 0.5 }, 'retries', /whole number from 0 to 10/],
  ['a logger, which belongs to the client', { logger: console }, 'logger', /logger is not known/],
  ['a controller for a signal', { signal: new AbortController() }, 'signal', /signal must be an AbortSignal/],
  ['what only looks like a signal', { signal: { aborted: false } }, 'signal', /must be an AbortSignal/],
  ['an event target for a signal', { signal: new EventTarget() }, 'signal', /must be an AbortSignal/],
  ['null for a signal', { signal: null }, 'signal', /must be an AbortSignal/],
  ['a list of extras', { extra: ['a'] }, 'extra', /extra must be an object of body members/],
  ['null for extras', { extra: null }, 'extra', /must be an object/],
  ['a text of extras', { extra: '{}' }, 'extra', /must be an object/],
]

for (const [what, options, option, message] of unusable) {
  test(`${what} is refused among the options of a call`, () => {
    const error = thrown('config', () => checkCallOptions(options))
    assert.equal(error.option, option)
    assert.match(error.message, message)
    assert.equal(error.outcome, 'not_sent')
  })
}
