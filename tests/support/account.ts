import type { Client } from '../../src/client.ts'

/** What a client's merchant owns of a coin. */
export async function balanceOf(client: Pick<Client, 'balance'>, coin: string): Promise<string | undefined> {
  const [account] = await client.balance.get()
  return account?.balance.merchant.find(({ currency_code }) => currency_code === coin)?.balance
}
