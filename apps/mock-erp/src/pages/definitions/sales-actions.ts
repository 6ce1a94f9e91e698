/** What can be done with quotes and orders: Koble's actions, each with an effect of its own, and the one of API v2.0 that posts both. */
import { act, list, textOf, type Entity } from '../api.ts'
import type { ActionDefinition, ActionOutcome } from './definition.ts'
import { memberText } from './shown-value.ts'

export type SalesSet = 'salesQuotes' | 'salesOrders'

const nameOf = (document: Entity, set: SalesSet): string =>
  `${set === 'salesQuotes' ? 'quote' : 'order'} ${textOf(document, 'number')}`

/** What an action did, as `effects` would show it. */
async function effectOf(document: Entity, set: SalesSet, action: string, parameters: Entity = {}): Promise<Entity> {
  const path = `${set}(${textOf(document, 'id')})/Microsoft.NAV.${action}`
  const { value } = await act(path, { effectId: crypto.randomUUID(), ...parameters })
  return JSON.parse(String(value)) as Entity
}

const pages: Readonly<Record<string, string>> = {
  Order: '/sales-orders',
  Posted_x0020_Shipment: '/posted-sales-shipments',
  Posted_x0020_Invoice: '/posted-sales-invoices',
}

/** The document that was made, where it is another than the one acted on. */
function made(effect: Entity, source: Entity): ActionOutcome {
  const type = textOf(effect, 'documentType')
  const verb = type === 'Order' ? 'was made' : 'was posted'
  const path = pages[type]
  return {
    message: `${memberText(type)} ${textOf(effect, 'number')} ${verb}.`,
    ...(path === undefined || effect['documentId'] === source['id']
      ? {}
      : { href: `${path}/${textOf(effect, 'documentId')}` }),
    leaves: effect['sourceDeleted'] === true,
  }
}

const isOpen = (document: Entity): boolean => document['status'] === 'Open'

const release = (set: SalesSet): ActionDefinition => ({
  key: 'release',
  label: 'Release',
  icon: 'check',
  isOffered: isOpen,
  run: async (document) => {
    const effect = await effectOf(document, set, 'release')
    return { message: `The ${nameOf(document, set)} is ${memberText(effect['sourceStatus']).toLowerCase()}.` }
  },
})

const reopen = (set: SalesSet): ActionDefinition => ({
  key: 'reopen',
  label: 'Reopen',
  icon: 'edit',
  isOffered: (document) => !isOpen(document),
  run: async (document) => {
    await effectOf(document, set, 'reopen')
    return { message: `The ${nameOf(document, set)} is open.` }
  },
})

const archive = (set: SalesSet): ActionDefinition => ({
  key: 'archive',
  label: 'Archive version',
  icon: 'history',
  menu: 'More',
  run: async (document) => {
    const effect = await effectOf(document, set, 'archive')
    return { message: `Version ${textOf(effect, 'versionNumber')} of the ${nameOf(document, set)} was archived.` }
  },
})

const post = (key: 'ship' | 'invoice', label: string, effect: string): ActionDefinition => ({
  key,
  label,
  icon: key === 'ship' ? 'box' : 'document',
  menu: 'Post',
  question: (order) => ({
    heading: `${label} order ${textOf(order, 'number')}?`,
    effect,
    confirmLabel: label,
  }),
  run: async (order) => made(await effectOf(order, 'salesOrders', key), order),
})

const shipAndInvoice: ActionDefinition = {
  key: 'shipAndInvoice',
  label: 'Ship and invoice',
  icon: 'money',
  menu: 'Post',
  question: (order) => ({
    heading: `Ship and invoice order ${textOf(order, 'number')}?`,
    effect:
      'The quantities to ship and to invoice are posted to stock, the customer’s account and the general ledger. This cannot be undone.',
    confirmLabel: 'Ship and invoice',
  }),
  run: async (order) => {
    const id = textOf(order, 'id')
    await act(`v2.0/salesOrders(${id})/Microsoft.NAV.shipAndInvoice`)
    const [newest] = (
      await list('postedSalesInvoices', { $filter: `orderId eq ${id}`, $orderby: 'systemRowVersion desc', $top: '1' })
    ).rows
    const { rows } = await list('salesOrders', { $filter: `id eq ${id}`, $select: 'id' })
    return {
      message:
        newest === undefined ? 'Nothing was invoiced.' : `Posted Invoice ${textOf(newest, 'number')} was posted.`,
      ...(newest === undefined ? {} : { href: `/posted-sales-invoices/${textOf(newest, 'id')}` }),
      leaves: rows.length === 0,
    }
  },
}

/** The way from a document to its customer. */
export const toCustomer: ActionDefinition = {
  key: 'customer',
  label: 'Customer',
  icon: 'people',
  menu: 'Related',
  run: (document) =>
    Promise.resolve({ message: '', href: `/customers/${textOf(document, 'customerId')}`, leaves: true }),
}

export const orderActions: readonly ActionDefinition[] = [
  release('salesOrders'),
  reopen('salesOrders'),
  post(
    'ship',
    'Ship',
    'A shipment of the quantities to ship is posted; the goods leave the stock. This cannot be undone.',
  ),
  post(
    'invoice',
    'Invoice',
    'An invoice of what was shipped is posted to the customer’s account and the general ledger. This cannot be undone.',
  ),
  shipAndInvoice,
  archive('salesOrders'),
  toCustomer,
]

export const quoteActions: readonly ActionDefinition[] = [
  release('salesQuotes'),
  reopen('salesQuotes'),
  {
    key: 'makeOrder',
    label: 'Make order',
    icon: 'play',
    question: (quote) => ({
      heading: `Make an order of quote ${textOf(quote, 'number')}?`,
      effect: 'The order takes over lines and prices; the quote is archived as the setup says, and deleted.',
      confirmLabel: 'Make order',
    }),
    run: async (quote) => made(await effectOf(quote, 'salesQuotes', 'makeOrder'), quote),
  },
  archive('salesQuotes'),
  {
    key: 'takeRevision',
    label: 'Start a revision',
    icon: 'edit',
    menu: 'More',
    question: (quote) => ({
      heading: `Start a revision of quote ${textOf(quote, 'number')}?`,
      effect: 'The present version is archived; lines, notes and discount are cleared, and the quote is open again.',
      confirmLabel: 'Start revision',
      danger: true,
    }),
    run: async (quote) => {
      const effect = await effectOf(quote, 'salesQuotes', 'takeRevision')
      return { message: `Version ${textOf(effect, 'versionNumber')} was archived; write the quote anew.` }
    },
  },
  toCustomer,
]
