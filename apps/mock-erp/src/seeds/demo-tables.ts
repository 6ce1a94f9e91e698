/** The demo company's small tables: Fjordlys Trading, local currency EUR. */
export const demoCurrencies = [
  { code: 'DKK', displayName: 'Danish krone', symbol: 'kr.' },
  { code: 'GBP', displayName: 'Pound sterling', symbol: '£' },
  { code: 'NOK', displayName: 'Norwegian krone', symbol: 'kr' },
  { code: 'SEK', displayName: 'Swedish krona', symbol: 'kr' },
  { code: 'USD', displayName: 'US dollar', symbol: '$' },
] as const

/** Currency, starting date, EUR for 100 units. */
export const demoRates = [
  ['DKK', '2025-01-01', '13.4'],
  ['GBP', '2025-01-01', '118'],
  ['GBP', '2026-01-01', '115'],
  ['NOK', '2025-01-01', '8.6'],
  ['NOK', '2026-01-01', '8.5'],
  ['SEK', '2025-01-01', '8.8'],
  ['SEK', '2026-07-01', '9'],
  ['USD', '2025-01-01', '92'],
  ['USD', '2026-01-01', '90'],
  ['USD', '2026-07-01', '86'],
] as const

export const demoPaymentTerms = [
  { code: '14D', displayName: 'Net 14 days', dueDateCalculation: '14D' },
  {
    code: '1M(8D)',
    displayName: '1 month, 2 % within 8 days',
    dueDateCalculation: '1M',
    discountDateCalculation: '8D',
    discountPercent: '2',
  },
  { code: '30D', displayName: 'Net 30 days', dueDateCalculation: '30D' },
  { code: '60D', displayName: 'Net 60 days', dueDateCalculation: '60D' },
  { code: 'CM', displayName: 'Current month', dueDateCalculation: 'CM' },
  { code: 'COD', displayName: 'Cash on delivery', dueDateCalculation: '0D' },
] as const

export const demoShipmentMethods = [
  { code: 'CIF', displayName: 'Cost, insurance and freight' },
  { code: 'DAP', displayName: 'Delivered at place' },
  { code: 'DDP', displayName: 'Delivered duty paid' },
  { code: 'EXW', displayName: 'Ex works' },
  { code: 'FCA', displayName: 'Free carrier' },
] as const

export const demoSalespeople = [
  {
    code: 'AK',
    displayName: 'Anna Krog',
    email: 'anna.krog@fjordlys.example',
    phoneNo: '+49 461 555 0101',
    jobTitle: 'Sales manager',
  },
  {
    code: 'BL',
    displayName: 'Bjarne Lund',
    email: 'bjarne.lund@fjordlys.example',
    phoneNo: '+49 461 555 0102',
    jobTitle: 'Salesperson',
  },
  {
    code: 'CM',
    displayName: 'Clara Meyer',
    email: 'clara.meyer@fjordlys.example',
    phoneNo: '+49 461 555 0103',
    jobTitle: 'Salesperson',
  },
  {
    code: 'DS',
    displayName: 'David Stone',
    email: 'david.stone@fjordlys.example',
    phoneNo: '+44 20 5550 0104',
    jobTitle: 'Salesperson',
  },
  {
    code: 'EV',
    displayName: 'Elin Voss',
    email: 'elin.voss@fjordlys.example',
    phoneNo: '+49 461 555 0105',
    jobTitle: 'Salesperson',
  },
] as const

export const demoUnits = [
  { code: 'PCS', displayName: 'Piece', internationalStandardCode: 'EA' },
  { code: 'BOX', displayName: 'Box', internationalStandardCode: 'BX' },
  { code: 'HOUR', displayName: 'Hour', internationalStandardCode: 'HUR' },
] as const

export const demoLocations = [
  { code: 'MAIN', displayName: 'Main warehouse', city: 'Flensburg', country: 'DE', postalCode: '24937' },
] as const
