import type { Edit } from '../../support/mutants.ts'

/** Ways to get it wrong, each of which has cost somebody money; every one must be noticed by the model. */
export const mutants: Readonly<Record<string, { readonly seed: number; readonly edits: readonly Edit[] }>> = {
  'sends again under a new order_id': {
    seed: 1,
    edits: [
      [
        'payout-steps.ts',
        'payout = await createPayout(caller, params, options)',
        "payout = await createPayout(caller, { ...params, order_id: 'again-'.concat(String(now())) }, options)",
      ],
    ],
  },
  'skips the store': {
    seed: 1,
    edits: [
      ['payout-journal.ts', 'const text: unknown = await asked.get(key)', 'const text: unknown = undefined'],
      [
        'payout-journal.ts',
        '      const { seen, failure } =',
        '      if (text) return { text, entry }\n      const { seen, failure } =',
      ],
    ],
  },
  'trusts a failure that is not final': {
    seed: 132,
    edits: [
      ['payout-read.ts', 'payout.is_final && badEnds.includes(payout.status)', 'badEnds.includes(payout.status)'],
    ],
  },
  'takes "not enough funds" and "forbidden" for proof': {
    seed: 5,
    edits: [['payout-steps.ts', "if (error.reason === 'amount_limit') return true", 'if (error.reason) return true']],
  },
  'does not remember a refusal': {
    seed: 1,
    edits: [
      [
        'payout-steps.ts',
        "const refused = await journal.write(open, { state: 'refused', sentAt, unansweredAt, reason, message })",
        "const refused = { text: '', entry: { ...open.entry, state: 'refused' as const, reason, message } }",
      ],
    ],
  },
  'does not remember what was made': {
    seed: 19,
    edits: [['payout-read.ts', 'for (let tries = 0; tries < 5; tries++)', 'for (let tries = 0; tries < 0; tries++)']],
  },
  'ignores the grace period': {
    seed: 20,
    edits: [['payout-steps.ts', 'if (age >= graceMs) return', 'if (age >= 0) return']],
  },
  'believes the first "not found"': {
    seed: 20,
    edits: [
      [
        'payout-steps.ts',
        "if (outcome !== 'rejected' || !isContentVerdict(error))",
        "if (outcome === 'unknown' && (await journal.write(open, { state: 'open' })) !== undefined) return 'again'\n  if (outcome !== 'rejected' || !isContentVerdict(error))",
      ],
    ],
  },
  'sends although it stood still since it was recorded': {
    seed: 14,
    edits: [['payout-steps.ts', 'if (Math.abs(now() - sentAt) > timeoutMs)', 'if (graceMs < 0)']],
  },
  'gives up without waiting for what was sent': {
    seed: 244,
    edits: [['close-payout.ts', 'if (retryAfterMs > 0)', 'if (retryAfterMs < 0)']],
  },
  'gives up while a copy of an answered request may still arrive': {
    seed: 7_630,
    edits: [['close-payout.ts', 'Math.max(unanswered, left(sentAt, graceMs))', 'unanswered']],
  },
  'tells that it is closed before it is written': {
    seed: 66,
    edits: [
      [
        'close-payout.ts',
        "const closed = await job.journal.write(recorded, { state: 'closed', sentAt, unansweredAt })",
        "const closed = { text: '', entry: { state: 'closed' as const, intent: {}, sentAt, unansweredAt } }",
      ],
    ],
  },
}
