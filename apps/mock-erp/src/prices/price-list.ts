/** A price list as its rules see it: when it may be edited, and its lines (erp-business-logic, section 1.2). */
import type { Reader, Row } from '@koble/odata-server'
import { dialogError, fieldError } from '../rules/refusals.ts'
import { integer, salesSetup, text } from '../rules/setup.ts'
import { findAll } from '../tables/find-all.ts'
import { names } from '../tables/names.ts'

type Fields = Readonly<Record<string, unknown>>

/** What identifies a line, in refusals. */
export const lineKey = (line: Fields): string =>
  `Price List Code=${text(line, 'priceListCode')}, Line No.=${integer(line, 'lineNumber')}`

export const allowsEditingActive = (data: Reader): boolean => salesSetup(data)['allowEditingActivePrice'] === true

/** In status Draft only, or Active where the setup allows it. */
export function checkEditable(list: Fields, data: Reader): void {
  const status = text(list, 'status')
  if (status === 'Draft' || (status === 'Active' && allowsEditingActive(data))) return
  fieldError(
    `Status must be equal to 'Draft' in Price List Header: Code=${text(list, 'code')}. Current value is '${status}'.`,
  )
}

export const linesOf = (data: Reader, priceListId: string): Row[] => findAll(data, names.priceListLine, { priceListId })

/** What lines were copied from: it cannot change under them. */
export function checkNoLines(list: Fields, data: Reader, caption: string): void {
  const id = text(list, 'id')
  if (id === '') return
  for (const _ of data.find(names.priceListLine, { priceListId: id })) {
    dialogError(`You cannot change ${caption} because one or more lines exist.`)
  }
}

export function checkDates(row: Fields): void {
  const ends = text(row, 'endingDate')
  if (ends !== '' && ends !== '0001-01-01' && ends < text(row, 'startingDate')) {
    dialogError('Ending Date cannot be before Starting Date.')
  }
}
