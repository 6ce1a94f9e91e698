/** API v2.0 `bankAccounts` (business-central-api.json). */
import type { EntitySetDefinition } from '@koble/odata-server'
import { dialogError } from '../rules/refusals.ts'
import { text as textOf } from '../rules/setup.ts'
import { unnumberedRules } from '../rules/unnumbered.ts'
import { byCode } from '../sets/navigation.ts'
import { idProperty, keyProperty } from '../sets/pair.ts'
import { currency } from '../sets/party-properties.ts'
import { bool, codeField, lastModified, systemId, text } from '../sets/properties.ts'
import { names } from '../tables/names.ts'

const rules = unnumberedRules(names.bankAccount, 'Bank Account Nos.', 'General Ledger Setup')

export const bankAccounts: EntitySetDefinition = {
  name: 'bankAccounts',
  entityType: 'bankAccount',
  table: names.bankAccount,
  properties: {
    id: systemId,
    number: codeField(20),
    displayName: text(100),
    lastModifiedDateTime: lastModified,
    bankAccountNumber: text(30),
    blocked: bool(),
    currencyCode: keyProperty('currencyCode', currency('code')),
    currencyId: idProperty('currencyId', currency('code')),
    iban: codeField(50),
    intercompanyEnabled: bool(),
  },
  navigation: { currency: byCode('currencies', names.currency, 'currencyCode') },
  ...rules,
  delete: {
    ...rules.delete,
    before: (row, { data }) => {
      const bankAccountNumber = textOf(row, 'number')
      for (const _ of data.find(names.bankLedgerEntry, { bankAccountNumber })) {
        dialogError(
          `You cannot delete ${names.bankAccount} ${bankAccountNumber} because it has ledger entries in a fiscal year that has not been closed yet.`,
        )
      }
    },
  },
}
