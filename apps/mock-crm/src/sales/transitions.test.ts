/**
 * Every transition over the Web API: what an update of the state answers from each state to each, what each message answers in each state,
 * and what a state refuses. The tables below are written from reference/dataverse-protocol.md, section 13, and reference/lead-to-cash.md,
 * not from the emulator's own table.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errorOf, openClient, type Answer, type Client } from '../testing/client.ts'
import { textOf } from '../text-of.ts'
import {
  closing,
  makeCatalogue,
  makeDocument,
  productLine,
  writeInLine,
  type Catalogue,
  type DocumentSet,
} from './testing/catalogue.ts'
import { stateMachines, type StateMachine } from './transitions.ts'

let client: Client
let catalogue: Catalogue
beforeAll(async () => {
  client = await openClient()
  catalogue = await makeCatalogue(client)
})
afterAll(() => client.crm.close())

type Bring = (id: string) => Promise<Answer>

const patch =
  (set: string, state: number, status: number): Bring =>
  (id) =>
    client.patch(`${set}(${id})`, { statecode: state, statuscode: status })

const message =
  (action: string, name: string, set: DocumentSet, status: number): Bring =>
  (id) =>
    client.post(action, {
      Status: status,
      [name]: closing(name.toLowerCase(), set, id),
    })

interface Machine {
  readonly set: string
  readonly make: () => Promise<string>
  /** How a new row comes to each state. */
  readonly ways: Readonly<Record<number, readonly Bring[]>>
  /** A status of each state. */
  readonly status: Readonly<Record<number, number>>
  /** From, then to: `ok` or the code of the refusal. */
  readonly updates: Readonly<Record<number, Readonly<Record<number, string>>>>
  readonly messages: Readonly<
    Record<string, { readonly send: Bring; readonly answers: Readonly<Record<number, string>> }>
  >
}

const ok = 'ok'
const invalidState = '0x80040233'
const document = (set: DocumentSet) => () => makeDocument(client, catalogue, set)
const convert =
  (action: string, parameter: string): Bring =>
  (id) =>
    client.post(action, { [parameter]: id, ColumnSet: { AllColumns: true } })
const bound =
  (set: string, action: string): Bring =>
  (id) =>
    client.post(`${set}(${id})/Microsoft.Dynamics.CRM.${action}`, {})

const activate = patch('quotes', 1, 2)
const win = message('WinQuote', 'QuoteClose', 'quotes', 4)
const close = message('CloseQuote', 'QuoteClose', 'quotes', 5)
const cancel = message('CancelSalesOrder', 'OrderClose', 'salesorders', 4)
const fulfill = message('FulfillSalesOrder', 'OrderClose', 'salesorders', 100001)
const winOpportunity = message('WinOpportunity', 'OpportunityClose', 'opportunities', 3)
const loseOpportunity = message('LoseOpportunity', 'OpportunityClose', 'opportunities', 5)

let products = 0
const makeProduct = (): Promise<string> =>
  client.create('products', {
    name: 'Moving product',
    productnumber: `MOVING-${++products}`,
    quantitydecimal: 0,
    'defaultuomscheduleid@odata.bind': `/uomschedules(${catalogue.group})`,
    'defaultuomid@odata.bind': `/uoms(${catalogue.piece})`,
  })

const machines: Readonly<Record<string, Machine>> = {
  quote: {
    set: 'quotes',
    make: document('quotes'),
    ways: { 0: [], 1: [activate], 2: [activate, win], 3: [activate, close] },
    status: { 0: 1, 1: 3, 2: 4, 3: 5 },
    updates: {
      0: { 0: ok, 1: ok, 2: invalidState, 3: invalidState },
      1: { 0: invalidState, 1: ok, 2: invalidState, 3: invalidState },
      2: { 0: invalidState, 1: '0x80100003', 2: ok, 3: invalidState },
      3: { 0: invalidState, 1: '0x80100003', 2: invalidState, 3: ok },
    },
    messages: {
      WinQuote: { send: win, answers: { 0: invalidState, 1: ok, 2: invalidState, 3: invalidState } },
      CloseQuote: { send: close, answers: { 0: invalidState, 1: ok, 2: invalidState, 3: invalidState } },
      ReviseQuote: {
        send: convert('ReviseQuote', 'QuoteId'),
        answers: { 0: invalidState, 1: ok, 2: invalidState, 3: ok },
      },
      ConvertQuoteToSalesOrder: {
        send: convert('ConvertQuoteToSalesOrder', 'QuoteId'),
        answers: { 0: invalidState, 1: ok, 2: ok, 3: invalidState },
      },
    },
  },
  salesorder: {
    set: 'salesorders',
    make: document('salesorders'),
    ways: { 0: [], 1: [patch('salesorders', 1, 3)], 2: [cancel], 3: [fulfill], 4: [patch('salesorders', 4, 100003)] },
    status: { 0: 2, 1: 3, 2: 4, 3: 100002, 4: 100003 },
    updates: {
      0: { 0: ok, 1: ok, 2: invalidState, 3: invalidState, 4: ok },
      1: { 0: ok, 1: ok, 2: invalidState, 3: invalidState, 4: ok },
      2: { 0: ok, 1: invalidState, 2: ok, 3: invalidState, 4: invalidState },
      3: { 0: ok, 1: invalidState, 2: invalidState, 3: ok, 4: ok },
      4: { 0: ok, 1: invalidState, 2: invalidState, 3: invalidState, 4: ok },
    },
    messages: {
      FulfillSalesOrder: {
        send: fulfill,
        answers: { 0: ok, 1: ok, 2: invalidState, 3: invalidState, 4: invalidState },
      },
      CancelSalesOrder: { send: cancel, answers: { 0: ok, 1: ok, 2: invalidState, 3: invalidState, 4: invalidState } },
      ConvertSalesOrderToInvoice: {
        send: convert('ConvertSalesOrderToInvoice', 'SalesOrderId'),
        answers: { 0: ok, 1: ok, 2: invalidState, 3: ok, 4: invalidState },
      },
      LockSalesOrderPricing: {
        send: bound('salesorders', 'LockSalesOrderPricing'),
        answers: { 0: ok, 1: ok, 2: ok, 3: ok, 4: ok },
      },
      UnlockSalesOrderPricing: {
        send: bound('salesorders', 'UnlockSalesOrderPricing'),
        answers: { 0: '0x80043b1e', 4: '0x80043b1e' },
      },
    },
  },
  invoice: {
    set: 'invoices',
    make: document('invoices'),
    ways: { 0: [], 2: [patch('invoices', 2, 100001)], 3: [patch('invoices', 3, 100003)] },
    status: { 0: 4, 1: 7, 2: 100002, 3: 100003 },
    updates: {
      0: { 0: ok, 1: invalidState, 2: ok, 3: ok },
      2: { 0: ok, 1: invalidState, 2: ok, 3: ok },
      3: { 0: ok, 1: invalidState, 2: invalidState, 3: ok },
    },
    messages: {
      LockInvoicePricing: { send: bound('invoices', 'LockInvoicePricing'), answers: { 0: ok, 2: ok, 3: ok } },
      UnlockInvoicePricing: { send: bound('invoices', 'UnlockInvoicePricing'), answers: { 0: '0x80043b1e' } },
    },
  },
  opportunity: {
    set: 'opportunities',
    make: document('opportunities'),
    ways: { 0: [], 1: [winOpportunity], 2: [loseOpportunity] },
    status: { 0: 2, 1: 3, 2: 4 },
    updates: {
      0: { 0: ok, 1: '0x80100005', 2: '0x80100005' },
      1: { 0: ok, 1: ok, 2: '0x80100005' },
      2: { 0: ok, 1: '0x80100005', 2: ok },
    },
    messages: {
      WinOpportunity: { send: winOpportunity, answers: { 0: ok, 1: '0x80040515', 2: '0x80040515' } },
      LoseOpportunity: { send: loseOpportunity, answers: { 0: ok, 1: '0x80040515', 2: '0x80040515' } },
      GenerateQuoteFromOpportunity: {
        send: convert('GenerateQuoteFromOpportunity', 'OpportunityId'),
        answers: { 0: ok, 1: ok },
      },
      GenerateSalesOrderFromOpportunity: {
        send: convert('GenerateSalesOrderFromOpportunity', 'OpportunityId'),
        answers: { 0: ok, 1: ok },
      },
      GenerateInvoiceFromOpportunity: {
        send: convert('GenerateInvoiceFromOpportunity', 'OpportunityId'),
        answers: { 0: ok, 1: ok },
      },
    },
  },
  product: {
    set: 'products',
    make: makeProduct,
    ways: {
      0: [patch('products', 0, 1)],
      1: [patch('products', 0, 1), patch('products', 1, 2)],
      2: [],
      3: [patch('products', 0, 1), patch('products', 3, 3)],
    },
    status: { 0: 1, 1: 2, 2: 0, 3: 3 },
    updates: {
      0: { 0: ok, 1: ok, 2: '0x8004F912', 3: ok },
      1: { 0: ok, 1: ok, 2: '0x8004F979', 3: invalidState },
      2: { 0: ok, 1: '0x8004F978', 2: ok, 3: invalidState },
      3: { 0: ok, 1: ok, 2: '0x8004F912', 3: ok },
    },
    messages: {},
  },
  account: {
    set: 'accounts',
    make: () => client.create('accounts', { name: 'Moving account' }),
    ways: { 0: [], 1: [patch('accounts', 1, 2)] },
    status: { 0: 1, 1: 2 },
    updates: { 0: { 0: ok, 1: ok }, 1: { 0: ok, 1: ok } },
    messages: {},
  },
}

async function inState(machine: Machine, state: number): Promise<string> {
  const id = await machine.make()
  for (const step of machine.ways[state] ?? []) {
    const answer = await step(id)
    if (answer.status >= 300) throw new Error(`${machine.set} does not come to ${state}: ${answer.text}`)
  }
  return id
}

const said = (answer: Answer): string => (answer.status < 300 ? ok : errorOf(answer).code)

async function stateOf(set: string, id: string): Promise<number> {
  return Number((await client.get(`${set}(${id})?$select=statecode`)).json['statecode'])
}

const updates = Object.entries(machines).flatMap(([table, machine]) =>
  Object.entries(machine.updates).flatMap(([from, row]) =>
    Object.entries(row).map(([to, expected]) => [table, Number(from), Number(to), expected] as const),
  ),
)
const messages = Object.entries(machines).flatMap(([table, machine]) =>
  Object.entries(machine.messages).flatMap(([name, { answers }]) =>
    Object.entries(answers).map(([state, expected]) => [table, name, Number(state), expected] as const),
  ),
)
const machineOf = (table: string): Machine => {
  const machine = machines[table]
  if (machine === undefined) throw new Error(table)
  return machine
}

describe('an update of the state', () => {
  it.each(updates)('%s from %i to %i: %s', async (table, from, to, expected) => {
    const machine = machineOf(table)
    const id = await inState(machine, from)
    const answer = await patch(machine.set, to, machine.status[to] ?? -1)(id)
    expect(said(answer)).toBe(expected)
    expect(await stateOf(machine.set, id)).toBe(expected === ok ? to : from)
  })
})

describe('a message', () => {
  it.each(messages)('%s %s in state %i: %s', async (table, name, state, expected) => {
    const machine = machineOf(table)
    const id = await inState(machine, state)
    const send = machine.messages[name]?.send
    expect(send && said(await send(id))).toBe(expected)
    if (expected !== ok) expect(await stateOf(machine.set, id)).toBe(state)
  })

  it('takes a reason of its state, -1 for the default, and nothing else', async () => {
    const attempt = async (status: number): Promise<string> => {
      const id = await inState(machineOf('quote'), 1)
      const answer = await message('CloseQuote', 'QuoteClose', 'quotes', status)(id)
      if (answer.status >= 300) return errorOf(answer).code
      return textOf((await client.get(`quotes(${id})?$select=statuscode`)).json['statuscode'])
    }
    expect(await Promise.all([-1, 5, 6, 7, 4, 1].map(attempt))).toEqual([
      '5',
      '5',
      '6',
      '7',
      '0x80048408',
      '0x80048408',
    ])
  })

  it.each([
    ['without the activity', { Status: 4 }, '0x80060888'],
    ['without the document', { Status: 4, QuoteClose: { subject: 'x' } }, '0x80060888'],
    ['without a reason', { QuoteClose: { subject: 'x' } }, '0x80060888'],
    ['with a property that it does not have', { Status: 4, QuoteClose: { subjekt: 'x' } }, '0x80048d19'],
    [
      'of a document that is not there',
      { Status: 4, QuoteClose: { 'quoteid@odata.bind': '/quotes(00000000-0000-0000-0000-0000000000aa)' } },
      '0x80040217',
    ],
  ])('%s is refused', async (_name, body, code) => {
    expect(said(await client.post('WinQuote', body))).toBe(code)
  })

  it.each(['WinQuote', 'ConvertQuoteToSalesOrder'])('%s needs rights on the document', async (name) => {
    const id = await inState(machineOf('quote'), 1)
    const body =
      name === 'WinQuote'
        ? { Status: 4, QuoteClose: closing('quoteclose', 'quotes', id) }
        : { QuoteId: id, ColumnSet: { AllColumns: true } }
    const clerk = rowId(await client.get("systemusers?$select=fullname&$filter=fullname eq 'Nora Back'"))
    const answer = await client.post(name, body, { MSCRMCallerID: clerk })
    expect([answer.status, errorOf(answer).code]).toEqual([403, '0x80040220'])
    expect(await stateOf('quotes', id)).toBe(1)
  })
})

const rowId = (answer: Answer): string => {
  const [row] = Object(answer.json['value'])
  return textOf(Object(row)['systemuserid'])
}

// What a state takes besides a change of state: the header's name, a new line, a changed line, a line less.
const parentReadOnly = '0x80043b09'
const readOnly = '0x8004022e'
const locks: readonly (readonly [string, number, string, string])[] = [
  ['quote', 0, ok, ok],
  ['quote', 1, ok, parentReadOnly],
  ['quote', 2, readOnly, parentReadOnly],
  ['quote', 3, readOnly, parentReadOnly],
  ['salesorder', 0, ok, ok],
  ['salesorder', 1, readOnly, parentReadOnly],
  ['salesorder', 2, readOnly, parentReadOnly],
  ['salesorder', 3, readOnly, parentReadOnly],
  ['salesorder', 4, readOnly, parentReadOnly],
  ['invoice', 0, ok, ok],
  ['invoice', 2, readOnly, parentReadOnly],
  ['invoice', 3, readOnly, parentReadOnly],
  ['opportunity', 0, ok, ok],
  ['opportunity', 1, readOnly, parentReadOnly],
  ['opportunity', 2, readOnly, parentReadOnly],
]

const lineSets: Readonly<Record<string, readonly [set: string, id: string, header: string]>> = {
  quote: ['quotedetails', 'quotedetailid', 'quoteid'],
  salesorder: ['salesorderdetails', 'salesorderdetailid', 'salesorderid'],
  invoice: ['invoicedetails', 'invoicedetailid', 'invoiceid'],
  opportunity: ['opportunityproducts', 'opportunityproductid', 'opportunityid'],
}

describe('what a state takes', () => {
  const writes = async (table: string, id: string, headers: Readonly<Record<string, string>> = {}) => {
    const { set } = machineOf(table)
    const [lines = '', key = '', header = ''] = lineSets[table] ?? []
    const [first] = Object((await client.get(`${lines}?$filter=_${header}_value eq ${id}&$top=1`)).json['value'])
    const line = `${lines}(${textOf(Object(first)[key])})`
    return {
      header: said(await client.patch(`${set}(${id})`, { name: 'Other name' }, headers)),
      add: said(
        await client.post(lines, { [`${header}@odata.bind`]: `/${set}(${id})`, ...writeInLine('Packing', 5) }, headers),
      ),
      change: said(await client.patch(line, { quantity: 3 }, headers)),
      remove: said(await client.remove(line, headers)),
    }
  }

  it.each(locks)('%s in state %i: header %s, lines %s', async (table, state, onHeader, onLines) => {
    const id = await inState(machineOf(table), state)
    expect(await writes(table, id)).toEqual({ header: onHeader, add: onLines, change: onLines, remove: onLines })
  })

  it('a submitted order is open to the integration user', async () => {
    const id = await inState(machineOf('salesorder'), 1)
    const headers = { Authorization: `Bearer ${await client.token()}` }
    expect(await writes('salesorder', id, headers)).toEqual({ header: ok, add: ok, change: ok, remove: ok })
  })

  it('the state and other columns go together only while the row is open', async () => {
    const order = await makeDocument(client, catalogue, 'salesorders', {}, [productLine(catalogue, catalogue.shade, 1)])
    const submit = { statecode: 1, statuscode: 3, description: 'By train' }
    expect(said(await client.patch(`salesorders(${order})`, submit))).toBe(ok)
    const reopen = { statecode: 0, statuscode: 1, description: 'By ship' }
    expect(said(await client.patch(`salesorders(${order})`, reopen))).toBe(readOnly)
    expect(said(await client.patch(`salesorders(${order})`, { statecode: 0, statuscode: 1 }))).toBe(ok)
  })

  it('a state comes with its default status', async () => {
    const order = await makeDocument(client, catalogue, 'salesorders')
    expect(said(await client.patch(`salesorders(${order})`, { statecode: 1 }))).toBe(ok)
    const row = await client.get(`salesorders(${order})?$select=statecode,statuscode`)
    expect(row.json).toMatchObject({ statecode: 1, statuscode: 3 })
  })
})

describe('the tables above', () => {
  it('leave out no state, message or refusal of the emulator', () => {
    for (const [table, machine] of Object.entries(stateMachines) as [string, StateMachine][]) {
      const states = Object.keys(machine.states)
      const expected = machineOf(table)
      const reachable = Object.keys(expected.ways)
      expect(states.filter((state) => !reachable.includes(state))).toEqual(table === 'invoice' ? ['1'] : [])
      for (const from of reachable) expect(Object.keys(expected.updates[Number(from)] ?? {})).toEqual(states)
      for (const name of Object.keys(machine.messages)) {
        expect(Object.keys(expected.messages[name]?.answers ?? {})).toEqual(reachable)
      }
    }
  })
})
