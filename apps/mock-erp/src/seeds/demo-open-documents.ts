/** What is under way at the demo company in autumn 2026: quotes, orders in every state, drafts, purchases and transfers. Fixed dates. */

/** Item, resource (R...) or account number with quantity; the third is the unit, the fourth how much of it is shipped, the fifth how much is invoiced. */
export type DemoLine = readonly [number: string, quantity: string, unit?: string, shipped?: string, invoiced?: string]

export interface DemoDocument {
  /** Place of the customer in the list of customers. */
  readonly customer: number
  readonly date: string
  readonly requested?: string
  readonly reference?: string
  readonly note?: string
  readonly lines: readonly DemoLine[]
  readonly discount?: string
  readonly released?: boolean
  readonly location?: string
}

export const demoQuotes: readonly (DemoDocument & { readonly state?: 'Sent' | 'Accepted' })[] = [
  {
    customer: 0,
    date: '2026-11-03',
    lines: [
      ['1000', '12'],
      ['1200', '24'],
      ['R0010', '6', 'HOUR'],
    ],
    state: 'Sent',
  },
  {
    customer: 1,
    date: '2026-11-09',
    reference: 'Showroom Lübeck',
    lines: [
      ['1004', '2'],
      ['1501', '2'],
    ],
  },
  {
    customer: 3,
    date: '2026-11-12',
    lines: [
      ['1302', '40'],
      ['1300', '60'],
    ],
    discount: '250',
    state: 'Accepted',
  },
  {
    customer: 5,
    date: '2026-11-16',
    lines: [
      ['1400', '50', 'BOX'],
      ['1401', '50', 'BOX'],
    ],
  },
  {
    customer: 8,
    date: '2026-11-18',
    lines: [
      ['1102', '4'],
      ['R0020', '8', 'HOUR'],
      ['1500', '2'],
    ],
    state: 'Sent',
  },
  {
    customer: 12,
    date: '2026-11-20',
    requested: '2027-01-15',
    lines: [
      ['1002', '18'],
      ['1006', '6'],
    ],
  },
]

export const demoOrders: readonly DemoDocument[] = [
  {
    customer: 18,
    date: '2026-10-26',
    reference: 'PO 4711',
    lines: [
      ['1001', '8', 'PCS', '8', '5'],
      ['R0020', '4', 'HOUR', '4', '4'],
    ],
    released: true,
  },
  {
    customer: 20,
    date: '2026-11-02',
    reference: 'Umbau Foyer',
    lines: [
      ['1005', '6', 'PCS', '4', '4'],
      ['1407', '6', 'PCS', '6', '0'],
    ],
    released: true,
  },
  {
    customer: 2,
    date: '2026-11-05',
    requested: '2026-12-04',
    lines: [
      ['1103', '10'],
      ['1203', '30'],
    ],
    released: true,
  },
  {
    customer: 4,
    date: '2026-11-06',
    reference: '88-2026',
    lines: [
      ['1300', '24', 'PCS', '12', '0'],
      ['1301', '12'],
    ],
    released: true,
  },
  {
    customer: 6,
    date: '2026-11-10',
    lines: [
      ['1200', '20'],
      ['1400', '12', 'BOX'],
    ],
    discount: '40',
    released: true,
  },
  {
    customer: 7,
    date: '2026-11-11',
    requested: '2026-12-11',
    lines: [
      ['1304', '36'],
      ['1305', '20'],
    ],
    note: 'Deliver to gate 4, ring twice.',
  },
  {
    customer: 9,
    date: '2026-11-13',
    lines: [
      ['1100', '5'],
      ['1501', '5'],
    ],
  },
  {
    customer: 10,
    date: '2026-11-16',
    lines: [
      ['1004', '1'],
      ['R0060', '3', 'HOUR'],
      ['4800', '1'],
    ],
    released: true,
  },
  {
    customer: 11,
    date: '2026-11-17',
    requested: '2026-12-21',
    lines: [
      ['1202', '16'],
      ['1204', '8'],
    ],
  },
  {
    customer: 13,
    date: '2026-11-19',
    lines: [
      ['1306', '120'],
      ['1403', '10', 'BOX'],
    ],
    released: true,
  },
  {
    customer: 15,
    date: '2026-11-20',
    requested: '2027-01-08',
    lines: [
      ['1003', '9'],
      ['1000', '15'],
    ],
  },
  { customer: 17, date: '2026-11-23', lines: [['1205', '40']] },
]

export const demoDrafts: readonly (DemoDocument & { readonly kind: 'Invoice' | 'Credit_x0020_Memo' })[] = [
  {
    kind: 'Invoice',
    customer: 2,
    date: '2026-11-20',
    lines: [
      ['1500', '1'],
      ['R0010', '4', 'HOUR'],
    ],
  },
  { kind: 'Invoice', customer: 6, date: '2026-11-23', lines: [['1404', '10']] },
  { kind: 'Credit_x0020_Memo', customer: 4, date: '2026-11-23', lines: [['1300', '1']] },
]

/** Vendor number; item, quantity, unit, how much of it has come, how much is billed. */
export const demoPurchases: readonly {
  readonly vendor: string
  readonly date: string
  readonly expected: string
  readonly invoice?: string
  readonly location: string
  readonly lines: readonly DemoLine[]
}[] = [
  {
    vendor: 'V00010',
    date: '2026-09-14',
    expected: '2026-10-05',
    invoice: 'LK-20611',
    location: 'MAIN',
    lines: [
      ['1000', '60', 'PCS', '60', '60'],
      ['1200', '90', 'PCS', '90', '90'],
    ],
  },
  {
    vendor: 'V00090',
    date: '2026-10-12',
    expected: '2026-11-09',
    invoice: 'BC/8812',
    location: 'EAST',
    lines: [
      ['1400', '80', 'BOX', '80', '80'],
      ['1401', '60', 'BOX', '20', '20'],
    ],
  },
  {
    vendor: 'V00070',
    date: '2026-11-02',
    expected: '2026-12-01',
    location: 'MAIN',
    lines: [
      ['1300', '100'],
      ['1302', '60'],
    ],
  },
  {
    vendor: 'V00020',
    date: '2026-11-09',
    expected: '2026-12-14',
    location: 'MAIN',
    lines: [
      ['1002', '80', 'PCS', '30', '0'],
      ['1003', '40'],
    ],
  },
  {
    vendor: 'V00030',
    date: '2026-11-16',
    expected: '2027-01-11',
    location: 'WEST',
    lines: [
      ['1004', '12'],
      ['1005', '30'],
    ],
  },
  {
    vendor: 'V00060',
    date: '2026-11-20',
    expected: '2026-12-18',
    location: 'MAIN',
    lines: [
      ['1205', '150'],
      ['1203', '100'],
    ],
  },
]

/** From, to, shipped on, received; item and quantity. */
export const demoTransfers = [
  {
    from: 'MAIN',
    to: 'EAST',
    date: '2026-10-19',
    receipt: '2026-10-21',
    state: 'Received',
    lines: [
      ['1200', '120'],
      ['1203', '80'],
      ['1000', '40'],
    ],
  },
  {
    from: 'MAIN',
    to: 'WEST',
    date: '2026-11-18',
    receipt: '2026-11-25',
    state: 'Shipped',
    lines: [
      ['1304', '96'],
      ['1305', '60'],
    ],
  },
  { from: 'EAST', to: 'MAIN', date: '2026-12-02', receipt: '2026-12-03', state: 'Open', lines: [['1200', '30']] },
] as const

/** Customer's place, description, value, closing date, chance, status. */
export const demoOpportunities = [
  [0, 'Lighting for the new ferry lounge', '48000', '2027-02-26', '60', 'In_x0020_Progress'],
  [1, 'Showroom refit', '12500', '2026-12-18', '75', 'In_x0020_Progress'],
  [5, 'Framework agreement for bulbs', '30000', '2027-01-29', '40', 'In_x0020_Progress'],
  [8, 'Hotel corridor, phase 2', '22000', '2027-03-31', '25', 'Not_x0020_Started'],
  [12, 'Christmas window', '3800', '2026-11-06', '100', 'Won'],
  [14, 'Harbour promenade', '91000', '2026-10-15', '0', 'Lost'],
] as const
