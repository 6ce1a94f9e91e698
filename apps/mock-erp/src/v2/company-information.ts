/** API v2.0 `companyInformation`: one row (business-central-api.json). */
import type { EntitySetDefinition } from '@koble/odata-server'
import { dialogError } from '../rules/refusals.ts'
import { localCurrency, text as textOf, workDate } from '../rules/setup.ts'
import { addressLines, country, email, taxRegistrationNumber } from '../sets/party-properties.ts'
import { codeField, computed, date, lastModified, readOnly, systemId, text } from '../sets/properties.ts'
import { names } from '../tables/names.ts'

const EXPERIENCE = 'Essential'

export const companyInformation: EntitySetDefinition = {
  name: 'companyInformation',
  entityType: 'companyInformation',
  table: names.companyInformation,
  properties: {
    id: readOnly(systemId),
    displayName: text(100),
    ...addressLines,
    city: text(30),
    state: text(30),
    country: country(names.companyInformation),
    postalCode: codeField(20),
    phoneNumber: text(30),
    faxNumber: text(30),
    email,
    website: text(80),
    taxRegistrationNumber,
    currencyCode: computed(codeField(10), (_row, { data }) => localCurrency(data)),
    currentFiscalYearStartDate: computed(date(), (_row, { data, clock }) => {
      let start = '0001-01-01'
      for (const period of data.scan(names.accountingPeriod)) {
        const from = textOf(period, 'startingDate')
        if (period['newFiscalYear'] === true && from <= workDate(clock)) start = from
      }
      return start
    }),
    industry: text(30),
    // The emulator keeps no logo of the company.
    picture: { type: 'Stream', stream: { read: () => undefined } },
    // The license's tier; the emulator has one.
    experience: text(30, {
      get: () => EXPERIENCE,
      set: (_draft, value) => {
        if (value !== EXPERIENCE) dialogError('Failed to save experience tier for the current company.')
      },
    }),
    lastModifiedDateTime: lastModified,
  },
  modify: {},
}
