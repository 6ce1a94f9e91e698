import { readFileSync } from 'node:fs'
import { accounts, writes } from '@koble/e2e/rows'
import { openWorld, type World } from '@koble/e2e/world'
import type { Check } from '../check.ts'

const sets = [
  'countriesRegions',
  'currencies',
  'currencyExchangeRates',
  'paymentTerms',
  'shipmentMethods',
  'customers',
] as const

interface Input {
  readonly customers: readonly Record<string, string>[]
}

/** A demo company from a file (`--data FILE`) into empty systems: each customer becomes one account, right in name, address and currency. */
export const realInput: Check = {
  name: 'real-input',
  about: 'a demo company from a file becomes accounts, once, in batches (--data FILE)',
  async run({ options }) {
    const file = options['data']
    if (file === undefined) return { ok: true, lines: ['skipped: give the file with --data FILE'] }
    const input = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown> & Input
    const world = await openWorld()
    try {
      for (const side of ['erp', 'crm'] as const)
        await world.control[side].call('POST', '/reset', { seed: 'empty', localCurrency: 'GBP' })
      const { refused } = await world.control.erp.call<{ refused: unknown[] }>(
        'POST',
        '/load',
        Object.fromEntries(sets.map((set) => [set, input[set]])),
      )
      const connection = await world.connect()
      for (const side of ['erp', 'crm'] as const) await world.control[side].call('DELETE', '/requests')
      const first = await world.run(connection, { kind: 'full' })
      const counts = await requests(world)
      const wrong = await differences(world, input.customers)
      const before = await writes(world)
      const second = await world.run(connection, { kind: 'full' })
      const again = (await writes(world)) - before
      const ok =
        refused.length === 0 &&
        wrong.length === 0 &&
        again === 0 &&
        first.status === 'succeeded' &&
        second.status === 'succeeded'
      return {
        ok,
        lines: [
          `${input.customers.length} customers loaded, ${refused.length} records refused`,
          `first full synchronization ${first.status}: ${JSON.stringify(first.counts)}`,
          `second: ${second.status}, ${again} writes`,
          counts,
          ...(wrong.length === 0
            ? ['every account is right in name, address, city, country, postal code and currency']
            : wrong),
        ],
      }
    } finally {
      await world.close()
    }
  },
}

async function requests(world: World): Promise<string> {
  const text = async (side: 'erp' | 'crm'): Promise<string> => {
    const { total, batches, batchParts } = await world.control[side].call<{
      total: number
      batches: number
      batchParts: number
    }>('GET', '/requests')
    return `${side}: ${total} requests, ${batches} batches with ${batchParts} parts`
  }
  return `${await text('erp')}; ${await text('crm')}`
}

async function differences(world: World, customers: Input['customers']): Promise<string[]> {
  const made = await accounts(world)
  const currencies = (
    await world.crmApi.call<{ value: { transactioncurrencyid: string; isocurrencycode: string }[] }>(
      'GET',
      '/transactioncurrencies',
    )
  ).value
  const codeOf = (id: string | null): string | undefined =>
    currencies.find((currency) => currency.transactioncurrencyid === id)?.isocurrencycode
  const wrong = made.length === customers.length ? [] : [`${made.length} accounts instead of ${customers.length}`]
  for (const customer of customers) {
    const found = made.filter(({ accountnumber }) => accountnumber === customer['number'])
    const account = found[0]
    if (account === undefined || found.length > 1) {
      wrong.push(`${customer['displayName']}: ${found.length} accounts`)
      continue
    }
    const pairs = [
      [account.name, customer['displayName']],
      [account.address1_line1, customer['addressLine1']],
      [account.address1_city, customer['city']],
      [account.address1_country, customer['country']],
      [account.address1_postalcode, customer['postalCode']],
      [codeOf(account._transactioncurrencyid_value), customer['currencyCode'] || 'GBP'],
    ] as const
    for (const [is, should] of pairs)
      if ((is ?? '') !== (should ?? '')) wrong.push(`${customer['displayName']}: "${is}" instead of "${should}"`)
  }
  return wrong
}
