/** What the salespeople of the demo organization hope to sell, one opportunity for each of some prospects. */
import type { Transaction } from '@koble/odata-server'
import { fixedGuid } from '../fixed-guid.ts'
import { opportunities, type DemoOpportunity } from './catalogue.ts'
import { currencyId } from './fill-organization.ts'
import { insertSeeded } from './insert-seeded.ts'
import { owned } from './owned.ts'
import { prospects } from './prospects.ts'

export function fillOpportunities(data: Transaction, baseCurrency: string): void {
  for (const opportunity of opportunities) addOpportunity(data, opportunity, baseCurrency)
}

function addOpportunity(data: Transaction, { account, ...columns }: DemoOpportunity, baseCurrency: string): void {
  const owner = prospects.find((prospect) => prospect.name === account)?.owner ?? ''
  const accountId = fixedGuid(`account/${account}`)
  insertSeeded(data, 'opportunity', {
    id: fixedGuid(`opportunity/${account}`),
    ...columns,
    customerid: accountId,
    customeridtype: 'account',
    parentaccountid: accountId,
    parentcontactid: fixedGuid(`contact/${account}`),
    pricelevelid: fixedGuid(`pricelevel/${baseCurrency}`),
    transactioncurrencyid: currencyId(baseCurrency),
    isrevenuesystemcalculated: false,
    pricingerrorcode: 0,
    ...noLines,
    ...owned(fixedGuid(`user/${owner}`)),
    statecode: 0,
    statuscode: 1,
  })
}

const noLines = {
  totallineitemamount: '0',
  totallineitemdiscountamount: '0',
  totaldiscountamount: '0',
  totalamountlessfreight: '0',
  totaltax: '0',
  totalamount: '0',
}
