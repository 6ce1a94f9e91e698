/** From posting groups to accounts, with the refusals for what is not set up (erp-business-logic, section 7.2). */
import { refuse, type Reader, type Row } from '@koble/odata-server'
import { dialogError, fieldError } from '../rules/refusals.ts'
import { text } from '../rules/setup.ts'
import { names } from '../tables/names.ts'

export function generalPostingSetup(data: Reader, genBusPostingGroup: string, genProdPostingGroup: string): Row {
  return setupRow(data, names.generalPostingSetup, [
    ['Gen. Bus. Posting Group', 'genBusPostingGroup', genBusPostingGroup],
    ['Gen. Prod. Posting Group', 'genProdPostingGroup', genProdPostingGroup],
  ])
}

export function vatPostingSetup(data: Reader, vatBusPostingGroup: string, vatProdPostingGroup: string): Row {
  return setupRow(data, names.vatPostingSetup, [
    ['VAT Bus. Posting Group', 'vatBusPostingGroup', vatBusPostingGroup],
    ['VAT Prod. Posting Group', 'vatProdPostingGroup', vatProdPostingGroup],
  ])
}

export function inventoryPostingSetup(data: Reader, locationCode: string, inventoryPostingGroup: string): Row {
  return setupRow(data, names.inventoryPostingSetup, [
    ['Location Code', 'locationCode', locationCode],
    ['Invt. Posting Group Code', 'inventoryPostingGroup', inventoryPostingGroup],
  ])
}

function setupRow(
  data: Reader,
  table: string,
  key: readonly (readonly [title: string, column: string, value: string])[],
): Row {
  const match = Object.fromEntries(key.map(([, column, value]) => [column, value]))
  const identification = key.map(([title, , value]) => `${title}='${value}'`).join(',')
  for (const row of data.find(table, match)) {
    if (row['blocked'] === true) dialogError(`${table} ${identification} is blocked.`)
    return row
  }
  const missing = `The ${table} does not exist. Identification fields and values: ${identification}`
  return refuse(404, 'Internal_RecordNotFound', missing)
}

/** The account that a column of a setup row names, with the title that the refusal says. */
export function setupAccount(setup: Row, column: string, title: string, table: string): string {
  const account = text(setup, column)
  return account === '' ? dialogError(`${title} is missing in ${table}.`) : account
}

/** An account found by setup must be one that takes entries. */
export function checkPostingAccount(data: Reader, number: string): Row {
  const account = data.lookup(names.account, ['number'], [number])
  if (account === undefined) {
    return dialogError(`The G/L Account does not exist. Identification fields and values: No.='${number}'`)
  }
  if (account['accountType'] !== 'Posting')
    fieldError(`Account Type must be equal to 'Posting' in G/L Account: No.=${number}.`)
  if (account['blocked'] === true)
    fieldError(`Blocked must be equal to 'No' in G/L Account: No.=${number}. Current value is 'Yes'.`)
  return account
}
