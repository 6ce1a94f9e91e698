/** Shapes of what the tests read from both systems. */
import type { World } from '../world/world.ts'

export interface Account {
  readonly accountid: string
  readonly name: string
  readonly accountnumber: string | null
  readonly address1_line1: string | null
  readonly address1_city: string | null
  readonly address1_country: string | null
  readonly address1_postalcode: string | null
  readonly telephone1: string | null
  readonly websiteurl: string | null
  readonly statecode: number
  readonly _transactioncurrencyid_value: string | null
  readonly '@odata.etag': string
}

export interface Customer {
  readonly id: string
  readonly number: string
  readonly displayName: string
  readonly phoneNumber: string
  readonly website: string
  readonly city: string
  readonly blocked: string
  readonly '@odata.etag': string
}

export const accounts = async (world: World): Promise<Account[]> =>
  (await world.crmApi.call<{ value: Account[] }>('GET', '/accounts?$orderby=accountnumber')).value

export const customers = async (world: World): Promise<Customer[]> =>
  (await (await world.erpApi()).call<{ value: Customer[] }>('GET', '/customers')).value

export async function accountOf(world: World, number: string): Promise<Account> {
  const found = (await accounts(world)).filter((account) => account.accountnumber === number)
  if (found.length !== 1) throw new Error(`${found.length} accounts have the number ${number}`)
  return found[0]!
}

export async function customerOf(world: World, number: string): Promise<Customer> {
  const found = (await customers(world)).filter((customer) => customer.number === number)
  if (found.length !== 1) throw new Error(`${found.length} customers have the number ${number}`)
  return found[0]!
}

export async function editCustomer(world: World, number: string, change: object): Promise<void> {
  const customer = await customerOf(world, number)
  await (
    await world.erpApi()
  ).call('PATCH', `/customers(${customer.id})`, change, { 'if-match': customer['@odata.etag'] })
}

export async function editAccount(world: World, number: string, change: object): Promise<void> {
  const account = await accountOf(world, number)
  await world.crmApi.call('PATCH', `/accounts(${account.accountid})`, change, { 'if-match': account['@odata.etag'] })
}

/** Writes that the emulators have served, operations inside batches included. */
export async function writes(world: World): Promise<number> {
  const read = async (side: 'erp' | 'crm'): Promise<number> => {
    const { byMethod } = await world.control[side].call<{ byMethod: Record<string, number> }>('GET', '/requests')
    return (byMethod['POST'] ?? 0) + (byMethod['PATCH'] ?? 0) + (byMethod['PUT'] ?? 0) + (byMethod['DELETE'] ?? 0)
  }
  return (await read('erp')) + (await read('crm'))
}

interface LoggedRequest {
  readonly method: string
  readonly status: number
  readonly parts: readonly { readonly method: string; readonly status: number }[]
}

/** Whether the emulator has answered some request, or some part of a batch, with this status. */
export async function hasAnswered(world: World, side: 'erp' | 'crm', method: string, status: number): Promise<boolean> {
  const { value } = await world.control[side].call<{ value: LoggedRequest[] }>('GET', '/log')
  return value.flatMap((entry) => [entry, ...entry.parts]).some((one) => one.method === method && one.status === status)
}
