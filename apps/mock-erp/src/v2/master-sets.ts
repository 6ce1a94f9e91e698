/** The sets of master data, setup, dimensions and files of API v2.0. */
import type { EntitySetDefinition } from '@koble/odata-server'
import { accounts, trialBalances } from './accounts.ts'
import { agedAccountsPayables } from './aged-payables.ts'
import { attachments, documentAttachments } from './attachments.ts'
import { bankAccounts } from './bank-accounts.ts'
import { companyInformation } from './company-information.ts'
import { customerContacts, customerReturnReasons, customerSales } from './customer-lists.ts'
import { defaultDimensions } from './default-dimensions.ts'
import { dimensionSetLines } from './dimension-set-lines.ts'
import { dimensions, dimensionValues } from './dimensions.ts'
import { employees, projects } from './employees.ts'
import { accountingPeriods, generalLedgerEntries, generalLedgerSetup } from './general-ledger.ts'
import { itemLedgerEntries } from './item-ledger-entries.ts'
import { items, itemVariants } from './items.ts'
import { journalLines, journals } from './journals.ts'
import { opportunities } from './opportunities.ts'
import { pdfDocument } from './pdf-document.ts'
import { pictures } from './pictures.ts'
import { postingGroups } from './posting-groups.ts'
import { vendors } from './vendors.ts'

export const masterSets: readonly EntitySetDefinition[] = [
  vendors,
  agedAccountsPayables,
  items,
  itemVariants,
  ...postingGroups,
  opportunities,
  dimensions,
  dimensionValues,
  defaultDimensions,
  dimensionSetLines,
  pictures,
  attachments,
  documentAttachments,
  pdfDocument,
  accounts,
  trialBalances,
  generalLedgerEntries,
  generalLedgerSetup,
  accountingPeriods,
  itemLedgerEntries,
  bankAccounts,
  companyInformation,
  customerContacts,
  customerReturnReasons,
  customerSales,
  employees,
  projects,
  journals,
  journalLines,
]
