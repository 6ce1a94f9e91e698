/** The tables of Koble's solution, as an organization has them after the solution is installed. */
import { day, flag, instant, integer, money, required, text } from './column.ts'
import { erpCompany } from './sales-columns.ts'
import { table } from './table.ts'

export const kobleCompany = table({
  name: 'koble_company',
  setName: 'koble_companies',
  label: 'ERP Company',
  collectionLabel: 'ERP Companies',
  objectTypeCode: 10_101,
  primaryName: 'koble_name',
  changeTracking: true,
  states: true,
  columns: { koble_name: text(160), koble_erpid: text(100) },
})

export const kobleAccountstatistics = table({
  name: 'koble_accountstatistics',
  setName: 'koble_accountstatisticses',
  label: 'Account Statistics',
  collectionLabel: 'Account Statistics',
  objectTypeCode: 10_102,
  primaryName: 'koble_name',
  changeTracking: true,
  states: true,
  columns: {
    koble_name: text(160),
    koble_erpid: text(100),
    koble_balance: money(),
    koble_overdueamount: money(),
    koble_creditlimit: money(),
    koble_salesthisyear: money(),
    koble_saleslastyear: money(),
    koble_outstandinginvoices: integer(),
    koble_lastpaymentamount: money(),
    koble_lastpaymentdate: day(),
    koble_blocked: flag(),
    koble_asof: instant(),
    koble_company: erpCompany(),
  },
})

/** The row by which the widget proves who its user is: who created it is the proof. */
export const kobleChallenge = table({
  name: 'koble_challenge',
  setName: 'koble_challenges',
  label: 'Challenge',
  objectTypeCode: 10_103,
  primaryName: 'koble_nonce',
  ownership: 'user',
  states: true,
  columns: { koble_nonce: required(text(200)), koble_origin: text(200) },
})
