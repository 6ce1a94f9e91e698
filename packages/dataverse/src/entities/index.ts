/** Dataverse's entities, as data. */
import { account } from './account.ts'
import { contact } from './contact.ts'
import { kobleAccountStatistics, kobleChallenge, kobleCompany } from './koble-tables.ts'
import { freightTermsOptions, paymentTermsOptions } from './options.ts'
import { systemuser } from './systemuser.ts'
import { transactioncurrency } from './transactioncurrency.ts'

export {
  account,
  contact,
  freightTermsOptions,
  kobleAccountStatistics,
  kobleChallenge,
  kobleCompany,
  paymentTermsOptions,
  systemuser,
  transactioncurrency,
}

/** By name. */
export const crmEntities = {
  account,
  contact,
  systemuser,
  transactioncurrency,
  'option:account.paymenttermscode': paymentTermsOptions,
  'option:account.address1_freighttermscode': freightTermsOptions,
  koble_company: kobleCompany,
  koble_accountstatistics: kobleAccountStatistics,
  koble_challenge: kobleChallenge,
} as const
