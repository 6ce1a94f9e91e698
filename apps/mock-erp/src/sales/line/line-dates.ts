/**
 * Dates of a line (erp-business-logic, section 2.4): the planned dates follow the shipment date; a requested or promised delivery date sets all of
 * them backwards. There are no handling or shipping times and no calendars here, so the dates of one line are equal.
 */
import type { Draft } from '@koble/odata-server'
import { dialogError } from '../../rules/refusals.ts'
import { text } from '../../rules/setup.ts'
import { isDate, NO_DATE, type Values } from '../sales-context.ts'
import { written, type LineTrigger } from './line-trigger.ts'

/** From the header: promised before requested before shipment date. */
export function takeDates(line: Draft, header: Values): void {
  for (const column of ['requestedDeliveryDate', 'promisedDeliveryDate'] as const) line[column] = dateOf(header, column)
  const [delivery] = [dateOf(header, 'promisedDeliveryDate'), dateOf(header, 'requestedDeliveryDate')].filter(isDate)
  place(line, delivery ?? dateOf(header, 'shipmentDate'))
}

const dateOf = (row: Values, column: string): string => text(row, column) || NO_DATE

const place = (line: Draft, date: string): void => {
  Object.assign(line, { shipmentDate: date, plannedShipmentDate: date, plannedDeliveryDate: date })
}

export const setShipmentDate: LineTrigger = (line, value) => place(line, written(value) || NO_DATE)

export const setRequestedDeliveryDate: LineTrigger = (line, value) => {
  if (isDate(text(line, 'promisedDeliveryDate'))) refuseRequestedDate()
  setDelivery(line, 'requestedDeliveryDate', written(value))
}

export const setPromisedDeliveryDate: LineTrigger = (line, value) => {
  setDelivery(line, 'promisedDeliveryDate', written(value))
  // Without a promise the request counts again.
  if (!isDate(text(line, 'promisedDeliveryDate')))
    setDelivery(line, 'requestedDeliveryDate', dateOf(line, 'requestedDeliveryDate'))
}

export const refuseRequestedDate = (): never =>
  dialogError('You cannot change the Requested Delivery Date when the Promised Delivery Date has been filled in.')

function setDelivery(line: Draft, column: string, date: string): void {
  line[column] = date || NO_DATE
  if (isDate(date)) place(line, date)
}
