/** What the rules of sales documents need of a request; seeds and posting call them with the same. */
import type { Scalar, WriteContext } from '@koble/odata-server'

export type SalesContext = Pick<WriteContext, 'data' | 'newId' | 'clock' | 'principal' | 'now'>

/** A row or a draft, read only. */
export type Values = Readonly<Record<string, Scalar>>

/** "0D": no date, smaller than every date. */
export const NO_DATE = '0001-01-01'

export const isDate = (date: string): boolean => date !== '' && date !== NO_DATE
