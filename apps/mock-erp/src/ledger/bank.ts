/** Entries of a bank account, with their general ledger entries on the account of its posting group (erp-business-logic, section 3.4). */
import type { Reader, Row } from '@koble/odata-server'
import { dialogError, mustHaveValue } from '../rules/refusals.ts'
import { text } from '../rules/setup.ts'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { nextEntry, writeGeneral, type Posting } from './posting.ts'

export function bankAccount(data: Reader, number: string): Row {
  const row = data.lookup(names.bankAccount, ['number'], [number])
  if (row === undefined) {
    return dialogError(`The Bank Account does not exist. Identification fields and values: No.='${number}'`)
  }
  if (row['blocked'] === true)
    dialogError(`Blocked must be equal to 'No' in Bank Account: No.=${number}. Current value is 'Yes'.`)
  return row
}

export function postToBank(posting: Posting, bank: Row, value: string, valueLcy: string, description: string): void {
  const { data, transactionNumber, postingDate, documentType, documentNumber } = posting
  const number = text(bank, 'number')
  const account = text(bank, 'accountNumber') || mustHaveValue('G/L Account No.', names.bankAccount, `No.=${number}`)
  insertRow(data, names.bankLedgerEntry, {
    entryNumber: nextEntry(data, names.bankLedgerEntry),
    transactionNumber,
    bankAccountNumber: number,
    documentType,
    documentNumber,
    description,
    currencyCode: text(bank, 'currencyCode'),
    postingDate,
    amount: value,
    amountLcy: valueLcy,
  })
  writeGeneral(posting, account, valueLcy, description, { sourceType: 'Bank_x0020_Account', sourceId: bank.id })
}
