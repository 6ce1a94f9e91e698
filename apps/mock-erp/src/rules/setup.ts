/** The company's setup as other rules read it. */
import type { Clock, Reader, Row } from '@koble/odata-server'
import { names } from '../tables/names.ts'

export function setupRow(data: Reader): Row {
  for (const row of data.scan(names.setup)) return row
  throw new Error(`Company ${data.partition} has no General Ledger Setup.`)
}

/** Sales & Receivables Setup. */
export function salesSetup(data: Reader): Row {
  for (const row of data.scan(names.salesSetup)) return row
  throw new Error(`Company ${data.partition} has no Sales & Receivables Setup.`)
}

/** Inventory Setup. */
export function inventorySetup(data: Reader): Row {
  for (const row of data.scan(names.inventorySetup)) return row
  throw new Error(`Company ${data.partition} has no Inventory Setup.`)
}

export const localCurrency = (data: Reader): string => text(setupRow(data), 'localCurrencyCode')

/** "Today": a web service uses the server's current date. */
export const workDate = (clock: Clock): string => clock.iso().slice(0, 10)

/** A text column; rows of the ERP hold no nulls. */
export const text = (row: Readonly<Record<string, unknown>>, column: string): string => {
  const value = row[column]
  return typeof value === 'string' ? value : ''
}

export const integer = (row: Readonly<Record<string, unknown>>, column: string): number => {
  const value = row[column]
  return typeof value === 'number' ? value : 0
}

/** A decimal column. */
export const amount = (row: Readonly<Record<string, unknown>>, column: string): string => text(row, column) || '0'
