import assert from 'node:assert/strict'
import { test } from 'node:test'
import { resolveGateway } from '../../../src/gateways/gateways.ts'
import { groups } from '../../../src/operations/groups.ts'
import type { OperationSpec } from '../../../src/operations/types.ts'
import { accountExamples, recurrenceExamples, testWebhookExamples } from '../../fixtures/documented/others.ts'
import { discountExamples, paymentExamples } from '../../fixtures/documented/payments.ts'
import { payoutExamples, transferExamples } from '../../fixtures/documented/payouts.ts'
import { walletExamples } from '../../fixtures/documented/wallets.ts'
import { gatewayIds } from '../../support/documented.ts'

const examples = [
  ...paymentExamples,
  ...discountExamples,
  ...walletExamples,
  ...payoutExamples,
  ...transferExamples,
  ...recurrenceExamples,
  ...accountExamples,
  ...testWebhookExamples,
]

const endpointOf = (place: string) =>
  place.replace(/\?.*/, '').replace(/exchange-rate\/\w+/, 'exchange-rate/{currency}')

for (const id of gatewayIds) {
  test(`every operation of ${id} has a documented example`, () => {
    const { unsupported, pathOverrides } = resolveGateway(id)
    const shown = examples
      .filter(({ gateways = gatewayIds }) => gateways.includes(id))
      .map(({ endpoint }) => endpointOf(endpoint))
    const operations = Object.values(groups).flatMap((members) => Object.values(members)) as unknown as readonly Pick<
      OperationSpec<never, unknown>,
      'id' | 'method' | 'path'
    >[]
    const missing = operations
      .filter((operation) => !unsupported.includes(operation.id))
      .filter(({ id: name, method, path }) => !shown.includes(`${method} ${pathOverrides[name] ?? path}`))
    assert.deepEqual(
      missing.map(({ id: name }) => name),
      [],
    )
  })
}
