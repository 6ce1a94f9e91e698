/** Price groups and active price lists of the demo company. */
export const demoPriceGroups = [
  ['ONLINE', 'Online shops', true],
  ['RETAIL', 'Retail shops', false],
  ['WHOLESALE', 'Wholesalers', false],
] as const

/** Item, minimum quantity, price; a fourth value is the unit. */
export type DemoPrice = readonly [item: string, minimum: string, price: string, unit?: string]

export interface DemoPriceList {
  readonly code: string
  readonly description: string
  readonly priceGroup?: string
  readonly currencyCode?: string
  readonly startingDate?: string
  readonly endingDate?: string
  readonly prices: readonly DemoPrice[]
  /** Line discounts for all customers: item or item discount group, percent. */
  readonly discounts?: readonly (readonly [item: string, minimum: string, percent: string])[]
}

export const demoPriceLists: readonly DemoPriceList[] = [
  {
    code: 'SPL0001',
    description: 'Retail 2026',
    priceGroup: 'RETAIL',
    startingDate: '2026-01-01',
    prices: [
      ['1000', '0', '122'],
      ['1000', '10', '116'],
      ['1001', '0', '236'],
      ['1002', '0', '179'],
      ['1100', '0', '265'],
      ['1200', '0', '84'],
      ['1200', '20', '79'],
      ['1203', '0', '65'],
      ['1205', '0', '112'],
      ['1400', '0', '62', 'BOX'],
    ],
  },
  {
    code: 'SPL0002',
    description: 'Wholesale 2026',
    priceGroup: 'WHOLESALE',
    startingDate: '2026-01-01',
    prices: [
      ['1000', '0', '109'],
      ['1000', '25', '99'],
      ['1001', '0', '212'],
      ['1102', '0', '589'],
      ['1200', '0', '75'],
      ['1200', '50', '69'],
      ['1304', '0', '39.5'],
      ['1400', '0', '54', 'BOX'],
      ['1400', '20', '49.9', 'BOX'],
      ['1403', '0', '118', 'BOX'],
    ],
  },
  {
    code: 'SPL0003',
    description: 'Export, US dollars',
    currencyCode: 'USD',
    startingDate: '2026-01-01',
    prices: [
      ['1000', '0', '149'],
      ['1001', '0', '289'],
      ['1004', '0', '1390'],
      ['1200', '0', '105'],
    ],
  },
  {
    code: 'SPL0004',
    description: 'Winter campaign',
    startingDate: '2026-11-01',
    endingDate: '2027-01-31',
    prices: [['1305', '0', '52']],
    discounts: [
      ['1304', '12', '10'],
      ['1300', '10', '7.5'],
      ['1302', '5', '5'],
    ],
  },
  {
    code: 'SPL0005',
    description: 'Retail 2027 (draft)',
    priceGroup: 'RETAIL',
    startingDate: '2027-01-01',
    prices: [['1000', '0', '126']],
  },
]
