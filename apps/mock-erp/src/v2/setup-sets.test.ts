/** Setup, ledgers, journals and lists of API v2.0 (business-central-api.json). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkLedgers } from '../check/check-ledgers.ts'
import { openErp, type Body, type TestErp } from '../testing/test-erp.ts'

let erp: TestErp
const any = { 'If-Match': '*' }

beforeAll(async () => {
  erp = await openErp({ seed: { seed: 'empty', localCurrency: 'EUR' } })
  await erp.control('PUT', 'clock', { now: '2026-11-24T12:00:00Z' })
})
afterAll(() => erp.close())

const create = async (set: string, body: Body): Promise<Body> => {
  const answer = await erp.call('POST', set, body)
  expect(answer.error).toEqual(['', ''])
  return answer.body
}
const first = async (path: string): Promise<Body> => (await erp.call('GET', path)).rows[0] ?? {}

describe('read-only sets', () => {
  test.each([
    'accounts',
    'generalLedgerEntries',
    'generalLedgerSetup',
    'accountingPeriods',
    'generalProductPostingGroups',
    'inventoryPostingGroups',
    'itemLedgerEntries',
    'trialBalances',
    'customerSales',
    'dimensions',
    'dimensionValues',
    'agedAccountsPayables',
  ])('%s takes no record', async (set) => {
    const answer = await erp.call('POST', set, {})
    expect([answer.status, answer.error[0]]).toEqual([405, 'BadRequest_MethodNotAllowed'])
    expect((await erp.call('GET', set)).status).toBe(200)
  })

  test('show the company’s setup', async () => {
    expect(await first('generalLedgerSetup')).toMatchObject({ localCurrencyCode: 'EUR', shortcutDimension1Code: '' })
    expect(await first('accountingPeriods?$filter=newFiscalYear eq true and startingDate ge 2026-01-01')).toMatchObject(
      {
        startingDate: '2026-01-01',
        name: 'January',
        closed: false,
      },
    )
    expect(await first('companyInformation')).toMatchObject({
      displayName: 'Empty Company',
      currencyCode: 'EUR',
      currentFiscalYearStartDate: '2026-01-01',
    })
    expect(await first("accounts?$filter=number eq '1200'")).toMatchObject({
      category: 'Assets',
      accountType: 'Posting',
      directPosting: false,
      netChange: 0,
    })
    expect(await first("generalProductPostingGroups?$filter=code eq 'GOODS'")).toMatchObject({
      defaultVATProductPostingGroup: 'VAT19',
      autoInsertDefault: true,
    })
  })

  test('a company with VAT shows its VAT groups as tax areas and groups', async () => {
    const area = await first("taxAreas?$filter=code eq 'EU'")
    expect(area).toMatchObject({ taxType: 'VAT' })
    const customer = await create('customers', { displayName: 'Taxed', taxAreaId: area['id'] })
    expect(customer).toMatchObject({ taxAreaId: area['id'], taxAreaDisplayName: area['displayName'] })
    expect(await first("taxGroups?$filter=code eq 'VAT19'")).toMatchObject({ displayName: 'Full rate, 19 %' })
  })
})

describe('records without a number series', () => {
  test.each([
    [
      'employees',
      'Employee Nos. must have a value in Human Resources Setup: Primary Key=. It cannot be zero or empty.',
    ],
    ['projects', 'Project Nos. must have a value in Projects Setup: Primary Key=. It cannot be zero or empty.'],
    [
      'bankAccounts',
      'Bank Account Nos. must have a value in General Ledger Setup: Primary Key=. It cannot be zero or empty.',
    ],
  ])('%s have typed numbers', async (set, message) => {
    expect((await erp.call('POST', set, {})).error).toEqual(['Application_FieldValidationException', message])
    const row = await create(set, { number: 'n-1' })
    expect(row).toMatchObject({ number: 'N-1' })
    expect((await erp.call('POST', set, { number: 'N-1' })).error[0]).toBe('Internal_EntityWithSameKeyExists')
    expect((await erp.call('DELETE', `${set}(${String(row['id'])})`, undefined, any)).status).toBe(204)
  })

  test('an employee is called by the parts of the name', async () => {
    const employee = await create('employees', { number: 'AH', givenName: 'Anna', surname: 'Holm' })
    expect(employee).toMatchObject({ displayName: 'Anna Holm', status: 'Active' })
    const moved = await erp.call('PATCH', `employees(${String(employee['id'])})`, { middleName: 'Maria' }, any)
    expect(moved.body).toMatchObject({ displayName: 'Anna Maria Holm' })
  })
})

describe('customers’ contacts', () => {
  test('are the persons at customers, under names of their own', async () => {
    const customer = await create('customers', { displayName: 'Employer' })
    const other = await create('customers', { displayName: 'Next employer' })
    const [company] = (await erp.call('GET', `customers(${String(customer['id'])})/contactsInformation`)).rows
    const person = await create('contacts', {
      type: 'Person',
      displayName: 'Bo Holm',
      companyNumber: company?.['contactNumber'],
    })
    const path = `customerContacts(${String(person['id'])})`
    expect((await erp.call('GET', path)).body).toMatchObject({
      firstName: 'Bo',
      lastName: 'Holm',
      customerName: 'Employer',
    })
    const changed = await erp.call('PATCH', path, { lastName: 'Lund', customerId: other['id'] }, any)
    expect(changed.body).toMatchObject({ lastName: 'Lund', customerName: 'Next employer' })
    expect((await erp.call('GET', `contacts(${String(person['id'])})`)).body).toMatchObject({ displayName: 'Bo Lund' })
    const unknown = await erp.call('PATCH', path, { customerId: '11111111-1111-1111-1111-111111111111' }, any)
    expect(unknown.error[1]).toBe('Customer with provided id - does not exist')
    expect((await erp.call('GET', `customerContacts(${String(company?.['contactId'])})`)).status).toBe(404)
  })
})

describe('a general journal', () => {
  test('posts lines that balance, and shows them in ledger, accounts and trial balance', async () => {
    const journal = await create('journals', { code: 'm1', displayName: 'Monthly' })
    expect(journal).toMatchObject({ code: 'M1', templateDisplayName: 'GENERAL' })
    const path = `journals(${String(journal['id'])})`
    const line = (body: Body) => erp.call('POST', `${path}/journalLines`, body)
    const one = await line({ accountNumber: '1100', amount: 250.5, postingDate: '2026-11-20', documentNumber: 'D1' })
    expect(one.body).toMatchObject({
      lineNumber: 10_000,
      accountType: 'G_x002f_L_x0020_Account',
      description: 'Bank',
      journalDisplayName: 'M1',
    })
    const account = await first("accounts?$filter=number eq '3000'")
    const two = await line({ accountId: account['id'], amount: -250 })
    expect(two.body).toMatchObject({ lineNumber: 20_000, documentNumber: 'D1', postingDate: '2026-11-20' })
    const post = () => erp.call('POST', `${path}/Microsoft.NAV.post`)
    expect((await post()).error[1]).toBe('Document No. D1 is out of balance by 0.5.')
    await erp.call('PATCH', `journalLines(${String(two.body['id'])})`, { amount: -250.5 }, any)
    expect((await post()).status).toBe(204)
    expect((await erp.call('GET', `${path}/journalLines`)).rows).toEqual([])
    expect((await post()).error[1]).toBe('There is nothing to post.')
    expect(await first("accounts?$filter=number eq '3000'")).toMatchObject({ netChange: -250.5 })
    expect(await first("trialBalances?$filter=number eq '3000'")).toMatchObject({
      totalCredit: '250.5',
      totalDebit: '',
    })
    expect(await first("generalLedgerEntries?$filter=accountNumber eq '1100'&$expand=account")).toMatchObject({
      debitAmount: 250.5,
      creditAmount: 0,
      documentNumber: 'D1',
      account: { displayName: 'Bank' },
    })
    expect(checkLedgers(erp.database).lines.filter((text) => text.startsWith('  '))).toEqual([])
  })

  test('follows the numbers of its accounts', async () => {
    const journal = await create('journals', { code: 'M2' })
    const customer = await create('customers', { number: 'BEFORE', displayName: 'Renamed' })
    const bank = await create('bankAccounts', { number: 'B1', displayName: 'Second bank' })
    const line = await create(`journals(${String(journal['id'])})/journalLines`, {
      accountType: 'Customer',
      accountId: customer['id'],
      balanceAccountType: 'Bank Account',
      balancingAccountNumber: 'B1',
      amount: -5,
    })
    expect(line).toMatchObject({ accountNumber: 'BEFORE', description: 'Renamed', balancingAccountId: bank['id'] })
    await erp.call('PATCH', `customers(${String(customer['id'])})`, { number: 'AFTER' }, any)
    await erp.call('PATCH', `bankAccounts(${String(bank['id'])})`, { number: 'B2' }, any)
    expect((await erp.call('GET', `journalLines(${String(line['id'])})`)).body).toMatchObject({
      accountNumber: 'AFTER',
      accountId: customer['id'],
      balancingAccountNumber: 'B2',
      balancingAccountId: bank['id'],
    })
  })

  test.each<[Body, string]>([
    [{ accountNumber: 'NONE' }, 'The "accountNumber" does not match to an Account.'],
    [{ balancingAccountNumber: 'NONE' }, 'The "balancingAccountNumber" does not match to an Account.'],
    [{ accountType: 'Customer', accountNumber: '1100' }, 'The "accountNumber" does not match to an Account.'],
    [{ journalId: '11111111-1111-1111-1111-111111111111' }, "The Journal Batch Id isn't editable."],
  ])('a line of %j is refused', async (body, message) => {
    const [journal] = (await erp.call('GET', "journals?$filter=code eq 'DEFAULT'")).rows
    const answer = await erp.call('POST', `journals(${String(journal?.['id'])})/journalLines`, body)
    expect(answer.error[1]).toBe(message)
  })

  test('is no payment journal, and the other way round', async () => {
    const codes = async (set: string) => (await erp.call('GET', set)).rows.map((row) => row['code'])
    expect(await codes('journals')).toContain('DEFAULT')
    expect(await codes('customerPaymentJournals')).toEqual(['GENERAL'])
    expect((await erp.call('GET', 'journalLines')).error[1]).toBe(
      'You must specify a journal batch ID or a journal ID to get a journal line.',
    )
  })
})
