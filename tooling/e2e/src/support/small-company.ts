/** A small company to load into an empty ERP: hostile names, several currencies, the shapes that `/emulator/load` takes. */
export const smallCompany = {
  countriesRegions: [
    { code: 'GB', displayName: 'Great Britain' },
    { code: 'DE', displayName: 'Germany' },
    { code: 'IS', displayName: 'Iceland' },
  ],
  currencies: [
    { code: 'EUR', displayName: 'Euro' },
    { code: 'ISK', displayName: 'Icelandic króna' },
  ],
  currencyExchangeRates: [
    { currencyCode: 'EUR', startingDate: '2026-01-01', exchangeRateAmount: 100, relationalExchangeRateAmount: 84.5 },
    { currencyCode: 'ISK', startingDate: '2026-01-01', exchangeRateAmount: 100, relationalExchangeRateAmount: 0.57 },
  ],
  paymentTerms: [
    { code: '14 DAYS', displayName: 'Net 14 days', dueDateCalculation: '14D' },
    { code: 'CM', displayName: 'Current month', dueDateCalculation: 'CM' },
  ],
  shipmentMethods: [{ code: 'EXW', displayName: 'Ex works' }],
  customers: [
    {
      number: 'C-001',
      displayName: 'Ålund & Søn A/S',
      addressLine1: '1 Quay Street',
      city: 'Leeds',
      postalCode: 'LS1 4DY',
      country: 'GB',
    },
    {
      number: 'C-002',
      displayName: 'Möbel Grün AG',
      addressLine1: 'Hauptstraße 9',
      city: 'Köln',
      postalCode: '50667',
      country: 'DE',
      currencyCode: 'EUR',
    },
    {
      number: 'C-003',
      displayName: `O'Brien "Best" <Bolts> Ltd.`,
      addressLine1: '7 Mill Lane',
      city: 'Bath',
      postalCode: 'BA1 1AA',
      country: 'GB',
    },
    {
      number: 'C-004',
      displayName: 'Þór Verslun ehf.',
      addressLine1: 'Laugavegur 2',
      city: 'Reykjavík',
      postalCode: '101',
      country: 'IS',
      currencyCode: 'ISK',
    },
    {
      number: 'C-005',
      displayName: '株式会社コーブル',
      addressLine1: '5 Park Road',
      city: 'York',
      postalCode: 'YO1 7HH',
      country: 'GB',
    },
    {
      number: 'C-006',
      displayName: '100% Wool / Tweed + Co',
      addressLine1: '3 High Street',
      city: 'Hull',
      postalCode: 'HU1 1AA',
      country: 'GB',
      currencyCode: 'EUR',
    },
  ],
} as const
