/** The check of a posting's dimensions against its accounts' default dimensions (erp-business-logic, section 7.1). */
import type { Reader, Row } from '@koble/odata-server'
import { names } from '../tables/names.ts'
import { decodeMember } from '../values/enum-name.ts'
import { dimensionsOf } from './dimension-sets.ts'
import { defaultsOf, type DimensionSource } from './document-dimensions.ts'
import { dialogError } from './refusals.ts'
import { text } from './setup.ts'

type Account = DimensionSource & { readonly parent: Row | undefined }

export function checkDimensions(data: Reader, setId: number, accounts: readonly Account[]): void {
  const pairs = dimensionsOf(data, setId)
  for (const [code, value] of pairs) refuseBlocked(data, code, value)
  for (const account of accounts) {
    for (const standard of defaultsOf(data, account)) {
      checkOne(standard, pairs.get(text(standard, 'dimensionCode')) ?? '', account)
    }
  }
}

function checkOne(standard: Row, value: string, account: Account): void {
  const code = text(standard, 'dimensionCode')
  const wanted = text(standard, 'dimensionValueCode')
  const place = `for Dimension Code ${code} for ${named(account)}`
  switch (text(standard, 'postingValidation')) {
    case 'Code_x0020_Mandatory':
      if (value === '')
        dialogError(`Select a Dimension Value Code for the Dimension Code ${code} for ${named(account)}.`)
      return
    case 'Same_x0020_Code':
      if (value === wanted) return
      if (wanted === '') dialogError(`The Dimension Value Code must be blank ${place}. Currently it's ${value}.`)
      if (value === '')
        dialogError(`Select Dimension Value Code ${wanted} for the Dimension Code ${code} for ${named(account)}.`)
      return dialogError(`The Dimension Value Code must be ${wanted} ${place}. Currently it's ${value}.`)
    case 'No_x0020_Code':
      if (value !== '') dialogError(`${code} must be blank for ${named(account)}. Currently it's ${value}.`)
  }
}

/** "Customer 10000". */
const named = ({ parentType, parent }: Account): string =>
  `${decodeMember(parentType)} ${text(parent ?? {}, 'number') || text(parent ?? {}, 'code')}`

function refuseBlocked(data: Reader, code: string, value: string): void {
  if (data.lookup(names.dimension, ['code'], [code])?.['blocked'] === true) dialogError(`Dimension ${code} is blocked.`)
  const row = data.lookup(names.dimensionValue, ['dimensionCode', 'code'], [code, value])
  if (row?.['blocked'] === true) dialogError(`Dimension Value ${code} - ${value} is blocked.`)
}
