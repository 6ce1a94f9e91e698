/** Master data for random operations, made over the API in an empty company: customers of every kind, goods, services, two locations, a vendor. */
import type { Send } from './operation.ts'

const RATES = [
  ['2024-01-01', 80],
  ['2025-06-01', 83.37],
  ['2026-06-01', 91.03],
  ['2026-12-01', 77.9],
].map(([startingDate, relationalExchangeRateAmount]) => ({
  currencyCode: 'USD',
  startingDate,
  exchangeRateAmount: 100,
  relationalExchangeRateAmount,
}))

export const TRANSIT = 'TRANSIT'

export async function prepareCompany(send: Send): Promise<void> {
  const make = async (path: string, body: Readonly<Record<string, unknown>>): Promise<void> => {
    const answer = await send('POST', path, body)
    if (answer.status >= 300) throw new Error(`POST ${path} answered ${answer.status} ${JSON.stringify(answer.body)}`)
  }
  for (const code of ['PCS', 'BOX', 'HOUR']) await make('v2/unitsOfMeasure', { code, displayName: code })
  for (const code of ['MAIN', 'EAST']) await make('v2/locations', { code, displayName: code })
  await make('client/locations', { code: TRANSIT, displayName: 'In transit', useAsInTransit: true })
  await make('v2/paymentTerms', { code: '14D', displayName: '14 days', dueDateCalculation: '14D' })
  await make('v2/paymentTerms', {
    code: '1M(8D)',
    displayName: '1 month, 2 % in 8 days',
    dueDateCalculation: '1M',
    discountDateCalculation: '8D',
    discountPercent: 2,
  })
  await make('v2/currencies', { code: 'USD', displayName: 'US dollar' })
  // The API only reads exchange rates.
  await make('emulator/load', { currencyExchangeRates: RATES })
  await makeCustomers(make)
  await makeProducts(make)
  await make('koble/vendors', { number: 'V1', displayName: 'Werkstoff AG', templateCode: 'VENDOR' })
}

type Make = (path: string, body: Readonly<Record<string, unknown>>) => Promise<void>

async function makeCustomers(make: Make): Promise<void> {
  for (const [number, more] of [
    ['10000', { templateCode: 'CUSTOMER', paymentTermsCode: '1M(8D)', creditLimit: 1000 }],
    ['20000', { templateCode: 'CUSTOMER-EU', paymentTermsCode: '14D' }],
    ['30000', { templateCode: 'CUSTOMER-EXPORT', paymentTermsCode: '1M(8D)', currencyCode: 'USD' }],
    ['40000', { templateCode: 'CUSTOMER', paymentTermsCode: '14D', pricesIncludeTax: true }],
  ] as const) {
    await make('koble/customers', { number, displayName: `Customer ${number}`, ...more })
  }
}

async function makeProducts(make: Make): Promise<void> {
  for (const [number, unitPrice, unitCost, more] of [
    ['1000', 100, 60, {}],
    ['1010', 33.33, 17.77, {}],
    ['1100', 9.95, 4.1, { generalProductPostingGroupCode: 'BOOKS', taxProductPostingGroupCode: 'VAT7' }],
    ['1200', 30, 12, { type: 'Service' }],
  ] as const) {
    const item = { number, displayName: `Item ${number}`, baseUnitOfMeasureCode: 'PCS', unitPrice, unitCost, ...more }
    await make('koble/items', item)
  }
  await make('koble/resources', {
    number: 'R1',
    displayName: 'Fitter',
    baseUnitOfMeasureCode: 'HOUR',
    unitPrice: 50,
    unitCost: 30,
    generalProductPostingGroupCode: 'SERVICES',
    taxProductPostingGroupCode: 'VAT19',
  })
}

export const customers = ['10000', '20000', '30000', '40000'] as const
export const goods = ['1000', '1010', '1100'] as const
export const items = [...goods, '1200'] as const
