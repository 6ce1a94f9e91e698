/** The tables of Koble's own solution in Dataverse. */
import { boolean, date, decimal, entity, instant, integer, nullable, reference, text } from '@koble/core'

/** One ERP company, where several share an organization. */
export const kobleCompany = entity(
  'crm',
  'koble_company',
  { label: 'ERP company', nameField: 'koble_name', key: 'koble_companyid' },
  { koble_name: text(160), koble_erpid: nullable(text(100)) },
)

const amount = nullable(decimal(4))

/** The last figures that Koble wrote for an account: for views and reports; the fact box asks the ERP itself. */
export const kobleAccountStatistics = entity(
  'crm',
  'koble_accountstatistics',
  { label: 'account statistics', nameField: 'koble_name', key: 'koble_accountstatisticsid' },
  {
    koble_name: text(160),
    koble_erpid: nullable(text(100)),
    koble_balance: amount,
    koble_overdueamount: amount,
    koble_creditlimit: amount,
    koble_salesthisyear: amount,
    koble_saleslastyear: amount,
    koble_outstandinginvoices: nullable(integer()),
    koble_lastpaymentamount: amount,
    koble_lastpaymentdate: nullable(date()),
    koble_blocked: nullable(boolean()),
    koble_asof: nullable(instant()),
    koble_company: reference('koble_company'),
  },
)

/** Written by the widget under its user's own rights: who created the row is who asks. */
export const kobleChallenge = entity(
  'crm',
  'koble_challenge',
  { label: 'challenge', nameField: 'koble_nonce', key: 'koble_challengeid' },
  { koble_nonce: text(200), koble_origin: nullable(text(200)) },
)
