/** Credentials that look like the gateway's and are nobody's. */
export const credentials = {
  merchantId: '0b7c2f1e-5a8d-4c3b-9e6f-1a2b3c4d5e6f',
  apiKey: 'test-payment-key-Aq3ZtR9wKx7uYbN2',
  payoutApiKey: 'test-payout-key-Lm5VcE8sHd1oPgJ4',
} as const
