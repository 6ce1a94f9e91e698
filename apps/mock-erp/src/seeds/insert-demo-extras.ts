/** What the demo company has besides: dimensions, price groups of customers, notes, employees, two pictures. */
import type { Row, Transaction } from '@koble/odata-server'
import { setupRow, text } from '../rules/setup.ts'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { imageSize } from '../values/image-size.ts'
import { itemByNumber } from './demo-masters.ts'

/** Each fourth customer is a shop, the one after next a wholesaler. */
const PRICE_GROUPS = ['', 'RETAIL', '', 'WHOLESALE'] as const

/** So many customers have an area; the others show what a posting without one looks like. */
const AREA_KNOWN = 20

export function insertDemoExtras(data: Transaction, customers: readonly Row[]): void {
  insertDimensions(data)
  for (const [at, customer] of customers.entries()) {
    const customerPriceGroup = PRICE_GROUPS[at % PRICE_GROUPS.length] ?? ''
    data.update(names.customer, customer.id, { customerPriceGroup })
    if (at < AREA_KNOWN) insertDefault(data, customer)
  }
  insertNotes(data, customers)
  for (const [number, givenName, surname, jobTitle] of EMPLOYEES) {
    const displayName = `${givenName} ${surname}`
    insertRow(data, names.employee, { number, displayName, givenName, surname, jobTitle, status: 'Active' })
  }
  for (const [number, content] of PICTURES) insertPicture(data, itemByNumber(data, number), content)
}

const DIMENSIONS = [
  [
    'AREA',
    'Area',
    [
      ['NORTH', 'Northern Germany'],
      ['SOUTH', 'Southern Germany'],
      ['ABROAD', 'Abroad'],
    ],
  ],
  [
    'CHANNEL',
    'Channel',
    [
      ['SHOP', 'Showroom'],
      ['PROJECT', 'Projects'],
      ['WEB', 'Online'],
    ],
  ],
] as const

function insertDimensions(data: Transaction): void {
  for (const [code, displayName, values] of DIMENSIONS) {
    const dimension = insertRow(data, names.dimension, { code, displayName })
    for (const [value, name] of values) {
      insertRow(data, names.dimensionValue, {
        dimensionId: dimension.id,
        dimensionCode: code,
        code: value,
        displayName: name,
        type: 'Standard',
      })
    }
  }
  const shortcuts = { shortcutDimension1Code: 'AREA', shortcutDimension2Code: 'CHANNEL' }
  data.update(names.setup, setupRow(data).id, shortcuts)
}

function insertDefault(data: Transaction, customer: Row): void {
  const isNorth = text(customer, 'postalCode') < '40000'
  const dimensionValueCode = text(customer, 'country') !== 'DE' ? 'ABROAD' : isNorth ? 'NORTH' : 'SOUTH'
  insertRow(data, names.defaultDimension, {
    parentType: 'Customer',
    parentId: customer.id,
    dimensionCode: 'AREA',
    dimensionValueCode,
    postingValidation: '_x0020_',
  })
}

const NOTES = [
  [0, 'Prefers deliveries before ten. Ask for Petra when Jörg is at sea.'],
  [1, 'Wants every quote twice: once for the foyer, once for the workshop.'],
  [4, 'Pays late in summer; a friendly call in June helps.'],
] as const

function insertNotes(data: Transaction, customers: readonly Row[]): void {
  for (const [at, [place, note]] of NOTES.entries()) {
    const customer = customers[place]
    if (customer === undefined) continue
    insertRow(data, names.note, {
      entryNumber: at + 1,
      parentId: customer.id,
      parentType: 'Customer',
      kind: 'Note',
      text: note,
      userName: 'ANNA.KROG',
      notedAt: '2026-10-05T09:12:00.000Z',
    })
  }
}

const EMPLOYEES = [
  ['E0010', 'Anna', 'Krog', 'Sales manager'],
  ['E0020', 'Bjarne', 'Lund', 'Salesperson'],
  ['E0030', 'Lene', 'Bruhn', 'Warehouse'],
] as const

/** Two lamps, 64 by 64 pixels, PNG. */
const PICTURES = [
  [
    '1000',
    'iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAIAAAAlC+aJAAAA8klEQVR42u3ZPQ5CIRBF4bOwt0RXYu+ujM2LtSYWVu8PGOBOcskUdJyvnMB7ffWb5Xe6PoEBBhhggAEGGGCAAQYYYIABBhhgwH8et2VzcgD26jsZGFnfw8Dg+nAD4+tjDYxPj2UwsT7EwNz6dgPT6xsNKNS3GBCprzagU19nQKq+woBafakBwfoiA4LpRQyU668YEK8/NQTvA5/n/fSiuw9cqQ9nMKU+kMHE+hAGqesDAI317QwU6lsYpK6vB4TXVzOQqq9gIFhfxCB1fRlgZP11BoLRRQz0648ZpK7fBajVHzBIVL/J6PvJN2AMMMCA5IAv/cdJit4ejQ4AAAAASUVORK5CYII=',
  ],
  [
    '1001',
    'iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAIAAAAlC+aJAAAA9ElEQVR42u3Zuw1CMRBE0VsORVAJNVEJtaGXIGKQCIjez/banpXG2sCZ7wlX5v1a+s31d7o+gQEGGGCAAQYYYIABBhhggAEGGGDAfy63++rkAGzVdzIwsr6HgcH14QbG18caGJ8ey2BifYiBufXtBqbXNxpQqG8xIFJfbUCnvs6AVH2FAbX6UgOC9UUGBNOLGCjXnzEgXn9oCN4HPs/H4UV3HzhTH85gSn0gg4n1IQxS1wcAGuvbGSjUtzBIXV8PCK+vZiBVX8FAsL6IQer6MsDI+vMMBKOLGOjX7zNIXb8JUKvfYZCofpXR95NvwBhggAHJAV946Xh9z1+dKwAAAABJRU5ErkJggg==',
  ],
] as const

function insertPicture(data: Transaction, parent: Row, content: string): void {
  const size = imageSize(Buffer.from(content, 'base64'))
  insertRow(data, names.picture, { id: parent.id, parentId: parent.id, parentType: 'Item', content, ...size })
}
