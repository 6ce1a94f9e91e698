/** Customers and accounts of the world by their number, as people of both systems read and edit them. */
import type { ServerWorld } from './server-world.ts'

export interface Account {
  readonly accountid: string
  readonly name: string
  readonly accountnumber: string | null
  readonly telephone1: string | null
  readonly websiteurl: string | null
  readonly address1_country: string | null
  readonly '@odata.etag': string
}

export interface Customer {
  readonly id: string
  readonly number: string
  readonly displayName: string
  readonly phoneNumber: string
  readonly website: string
  readonly '@odata.etag': string
}

async function only<T>(found: Promise<{ value: T[] }>, number: string): Promise<T> {
  const { value } = await found
  if (value.length !== 1) throw new Error(`${value.length} records have the number ${number}`)
  return value[0]!
}

export const accountOf = (world: ServerWorld, number: string): Promise<Account> =>
  only(world.crm.call('GET', `/accounts?$filter=accountnumber eq '${number}'`), number)

export const customerOf = (world: ServerWorld, number: string): Promise<Customer> =>
  only(world.erp.call('GET', `/customers?$filter=number eq '${number}'`), number)

export async function editAccount(world: ServerWorld, number: string, change: object): Promise<void> {
  const account = await accountOf(world, number)
  await world.crm.call('PATCH', `/accounts(${account.accountid})`, change, { 'if-match': account['@odata.etag'] })
}

export async function editCustomer(world: ServerWorld, number: string, change: object): Promise<void> {
  const customer = await customerOf(world, number)
  await world.erp.call('PATCH', `/customers(${customer.id})`, change, { 'if-match': customer['@odata.etag'] })
}

/** Edits while the connection rests, so that both sides move before one synchronization. */
export async function whileResting(world: ServerWorld, connection: string, edits: () => Promise<void>): Promise<void> {
  await world.api.call('PATCH', `/connections/${connection}`, { enabled: false })
  await world.idle()
  try {
    await edits()
  } finally {
    await world.api.call('PATCH', `/connections/${connection}`, { enabled: true })
  }
  await world.run(connection, { kind: 'synchronize' })
}
