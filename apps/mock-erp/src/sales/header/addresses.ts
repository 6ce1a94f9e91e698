/** The three addresses of a header (erp-business-logic, section 2.2). */
import type { Draft } from '@koble/odata-server'
import { relationError } from '../../rules/refusals.ts'
import { text } from '../../rules/setup.ts'
import { names } from '../../tables/names.ts'
import { written } from '../line/line-trigger.ts'
import type { Values } from '../sales-context.ts'
import type { HeaderTrigger } from './header-trigger.ts'

export type Side = 'sellTo' | 'billTo' | 'shipTo'

const PLACE = ['AddressLine1', 'AddressLine2', 'City', 'Country', 'State', 'PostCode'] as const

/** Parts of a header's address and the customer's columns. */
const FROM_CUSTOMER = {
  Name: 'displayName',
  Name2: 'displayName2',
  Contact: 'contactName',
  AddressLine1: 'addressLine1',
  AddressLine2: 'addressLine2',
  City: 'city',
  Country: 'country',
  State: 'state',
  PostCode: 'postalCode',
} as const

export function takeAddress(header: Draft, side: Side, customer: Values): void {
  for (const [part, column] of Object.entries(FROM_CUSTOMER)) header[`${side}${part}`] = text(customer, column)
}

const samePlace = (header: Values, one: Side, other: Side): boolean =>
  PLACE.every((part) => text(header, `${one}${part}`) === text(header, `${other}${part}`))

/** A part of the sell-to address: the ship-to address follows where it was equal, the bill-to one where the customer is the same. */
export const setSellToPart =
  (part: (typeof PLACE)[number]): HeaderTrigger =>
  (header, value, context) => {
    const following: Side[] = ['sellTo']
    if (samePlace(header, 'sellTo', 'shipTo')) following.push('shipTo')
    if (header['billToId'] === header['customerId'] && samePlace(header, 'sellTo', 'billTo')) following.push('billTo')
    for (const side of following) setPart(side, part)(header, value, context)
  }

/** A country must exist; changing one that was filled clears post code, city and state. */
export const setPart =
  (side: Side, part: (typeof PLACE)[number]): HeaderTrigger =>
  (header, value, { data }) => {
    const column = `${side}${part}`
    const [before, after] = [text(header, column), written(value)]
    if (part === 'Country') {
      if (after !== '' && data.lookup(names.country, ['code'], [after]) === undefined) {
        relationError(`${TITLES[side]} Country/Region Code`, names.salesHeader, after, names.country)
      }
      if (before !== '' && before !== after) {
        for (const place of ['PostCode', 'City', 'State']) header[`${side}${place}`] = ''
      }
    }
    header[column] = after
  }

const TITLES: Readonly<Record<Side, string>> = { sellTo: 'Sell-to', billTo: 'Bill-to', shipTo: 'Ship-to' }
