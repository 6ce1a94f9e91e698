/** API v2.0 `generalLedgerEntries`, `generalLedgerSetup` and `accountingPeriods`: read-only (business-central-api.json). */
import type { EntitySetDefinition, PropertyDefinition } from '@koble/odata-server'
import { amount, text as textOf } from '../rules/setup.ts'
import { byCode } from '../sets/navigation.ts'
import {
  bool,
  choice,
  codeField,
  computed,
  date,
  decimal,
  guid,
  idOf,
  integer,
  lastModified,
  readOnly,
  systemId,
  text,
} from '../sets/properties.ts'
import { names } from '../tables/names.ts'
import { big, canonical } from '../values/decimal.ts'
import { members } from '../values/members.ts'
import { attachmentsBelow } from './attachments.ts'
import { dimensionSetLinesBelow } from './dimension-set-lines.ts'

const noAmount = computed(decimal(), () => '0')

/** The entry's amount if it stands on this side. */
const side = (sign: 1 | -1): PropertyDefinition =>
  computed(decimal(), (row) => {
    const value = big(amount(row, 'amount')).times(sign)
    return value.gt(0) ? canonical(value) : '0'
  })

export const generalLedgerEntries: EntitySetDefinition = {
  name: 'generalLedgerEntries',
  entityType: 'generalLedgerEntry',
  table: names.generalEntry,
  properties: {
    id: readOnly(systemId),
    entryNumber: readOnly(integer()),
    postingDate: readOnly(date()),
    documentNumber: readOnly(codeField(20)),
    documentType: computed(
      choice('generalLedgerEntryDocumentType', members.documentType),
      (row) => textOf(row, 'documentType') || '_x0020_',
    ),
    accountId: computed(guid(), (row, { data }) =>
      idOf(data.lookup(names.account, ['number'], [textOf(row, 'accountNumber')])),
    ),
    accountNumber: readOnly(codeField(20)),
    description: readOnly(text(100)),
    debitAmount: side(1),
    creditAmount: side(-1),
    additionalCurrencyDebitAmount: noAmount,
    additionalCurrencyCreditAmount: noAmount,
    lastModifiedDateTime: lastModified,
  },
  navigation: {
    account: byCode('accounts', names.account, 'accountNumber', 'number'),
    attachments: attachmentsBelow,
    dimensionSetLines: dimensionSetLinesBelow,
  },
}

const shortcuts = Object.fromEntries(
  [1, 2, 3, 4, 5, 6, 7, 8].map((place) => [`shortcutDimension${place}Code`, readOnly(codeField(20))]),
)

export const generalLedgerSetup: EntitySetDefinition = {
  name: 'generalLedgerSetup',
  entityType: 'generalLedgerSetup',
  table: names.setup,
  properties: {
    id: readOnly(systemId),
    allowPostingFrom: readOnly(date()),
    allowPostingTo: readOnly(date()),
    additionalReportingCurrency: readOnly(codeField(10)),
    localCurrencyCode: readOnly(codeField(10)),
    localCurrencySymbol: readOnly(text(10)),
    lastModifiedDateTime: lastModified,
    allowQueryFromConsolidation: computed(bool(), () => false),
    ...shortcuts,
  },
}

export const accountingPeriods: EntitySetDefinition = {
  name: 'accountingPeriods',
  entityType: 'accountingPeriod',
  table: names.accountingPeriod,
  properties: {
    id: readOnly(systemId),
    startingDate: readOnly(date()),
    name: readOnly(text(10, { column: 'displayName' })),
    newFiscalYear: readOnly(bool()),
    closed: readOnly(bool()),
    dateLocked: readOnly(bool()),
    lastModifiedDateTime: lastModified,
  },
}
