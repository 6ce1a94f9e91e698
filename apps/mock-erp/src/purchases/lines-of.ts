/** The lines of a purchase order or receipt, in their order. */
import type { Reader, Row } from '@koble/odata-server'
import { integer } from '../rules/setup.ts'
import { findAll } from '../tables/find-all.ts'
import { names } from '../tables/names.ts'

export const linesOf = (data: Reader, documentId: string): Row[] =>
  findAll(data, names.purchaseLine, { documentId }).toSorted(
    (one, other) => integer(one, 'sequence') - integer(other, 'sequence'),
  )
