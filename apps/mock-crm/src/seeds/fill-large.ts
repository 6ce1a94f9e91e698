/** Many accounts and contacts of a size that the caller names; the same counts give the same rows. */
import type { Transaction } from '@koble/odata-server'
import { fixedGuid } from '../fixed-guid.ts'
import { businessUnitId } from './fill-organization.ts'
import { people } from './people.ts'

export interface Counts {
  readonly accounts: number
  readonly contacts: number
}

const trades = ['Lighting', 'Timber', 'Marine', 'Glass', 'Textiles', 'Foods', 'Tools', 'Paper', 'Ceramics', 'Optics']
const places = ['Aarhus', 'Bergen', 'Kiel', 'Malmö', 'Porto', 'Galway', 'Lyon', 'Graz', 'Gdańsk', 'Turku']

export function fillLarge(data: Transaction, baseCurrency: string, counts: Counts): void {
  const currencyId = fixedGuid(`currency/${baseCurrency}`)
  const sellers = people.filter((person) => person.role === 'Salesperson')
  for (let number = 0; number < counts.accounts; number += 1) {
    const owner = sellers[number % sellers.length]?.id ?? ''
    data.insert('account', accountOf(number, owner, currencyId))
  }
  for (let number = 0; number < counts.contacts; number += 1) {
    const owner = sellers[number % sellers.length]?.id ?? ''
    data.insert('contact', contactOf(number, owner, currencyId, counts.accounts))
  }
}

const common = (number: number, owner: string, currencyId: string) => ({
  ownerid: owner,
  owneridtype: 'systemuser',
  owninguser: owner,
  owningbusinessunit: businessUnitId,
  statecode: 0,
  statuscode: 1,
  transactioncurrencyid: currencyId,
  exchangerate: '1',
  address1_line1: `Street ${number % 300}`,
  address1_city: places[number % places.length] ?? '',
  telephone1: `+45 55 ${String(number).padStart(6, '0')}`,
})

const accountOf = (number: number, owner: string, currencyId: string) => ({
  id: fixedGuid(`large/account/${number}`),
  name: `${places[number % places.length]} ${trades[Math.floor(number / 10) % trades.length]} ${number}`,
  accountnumber: `L${String(number).padStart(7, '0')}`,
  customertypecode: 3,
  ...common(number, owner, currencyId),
})

const contactOf = (number: number, owner: string, currencyId: string, accounts: number) => ({
  id: fixedGuid(`large/contact/${number}`),
  firstname: `Person ${number}`,
  lastname: trades[number % trades.length] ?? '',
  fullname: `Person ${number} ${trades[number % trades.length]}`,
  ...(accounts === 0
    ? {}
    : { parentcustomerid: fixedGuid(`large/account/${number % accounts}`), parentcustomeridtype: 'account' }),
  ...common(number, owner, currencyId),
})
