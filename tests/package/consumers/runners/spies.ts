// Compiled only: what the spies of each test runner are written like in TypeScript.

import { mock } from 'node:test'
import { jest } from '@jest/globals'
import { createClient, type Payment, readEnv } from 'cryptomus-kit'
import { vi } from 'vitest'

const client = createClient(readEnv(process.env))

export function stubCreate(payment: Payment): void {
  vi.spyOn(client.payments, 'create').mockResolvedValue(payment)
  jest.spyOn(client.payments, 'create').mockResolvedValue(payment)
  mock.method(client.payments, 'create', async () => payment)
  jest.replaceProperty(client, 'payments', { ...client.payments, create: async () => payment })
  // @ts-expect-error a stub resolves with a payment
  vi.spyOn(client.payments, 'create').mockResolvedValue({ amount: 1 })
  // @ts-expect-error there is no such method
  vi.spyOn(client.payments, 'make')
}
