/** What the demo organization sells: a family of lamps with what belongs to them, in units, on price lists. The numbers are the ERP's where it knows the article. */

export type ProductState = 'active' | 'draft' | 'retired'

export interface DemoProduct {
  readonly number: string
  readonly name: string
  /** Price and cost of one unit in EUR. */
  readonly price: string
  readonly cost: string
  readonly unit: UnitName
  /** A second unit that it is sold in. */
  readonly box?: UnitName
  readonly state?: ProductState
}

export const units = {
  Piece: { group: 'Piece', quantity: '1' },
  'Box of 10': { group: 'Piece', quantity: '10' },
  'Box of 20': { group: 'Piece', quantity: '20' },
  Hour: { group: 'Hour', quantity: '1' },
  Day: { group: 'Hour', quantity: '8' },
} as const satisfies Readonly<Record<string, { readonly group: string; readonly quantity: string }>>

export type UnitName = keyof typeof units

export const unitGroups = ['Piece', 'Hour'] as const

export const family = { number: 'LAMPS', name: 'Lamps' } as const

export const lamps: readonly DemoProduct[] = [
  { number: '1000', name: 'Fjord pendant, small', price: '129', cost: '71.5', unit: 'Piece' },
  { number: '1001', name: 'Fjord pendant, large', price: '249', cost: '138.2', unit: 'Piece' },
  { number: '1004', name: 'Nordlys chandelier, 6 arms', price: '1190', cost: '662.5', unit: 'Piece' },
  { number: '1100', name: 'Birk floor lamp', price: '279', cost: '154.9', unit: 'Piece' },
  { number: '1102', name: 'Sejl arc lamp', price: '689', cost: '381.1', unit: 'Piece' },
  { number: '1202', name: 'Desk lamp Værft', price: '159', cost: '86.9', unit: 'Piece' },
  { number: '1300', name: 'Wall lamp Kaj, IP44', price: '99', cost: '54.3', unit: 'Piece' },
  { number: '1302', name: 'Bollard Mole, 60 cm', price: '179', cost: '98.8', unit: 'Piece' },
  { number: '1900', name: 'Halogen floodlight', price: '59', cost: '33', unit: 'Piece', state: 'retired' },
  { number: '2004', name: 'Nordlys chandelier, 12 arms', price: '2090', cost: '1180', unit: 'Piece', state: 'draft' },
]

export const accessories: readonly DemoProduct[] = [
  { number: '1400', name: 'LED bulb E27, 8 W', price: '6.9', cost: '3.12', unit: 'Piece', box: 'Box of 10' },
  { number: '1403', name: 'LED spot GU10', price: '7.5', cost: '3.47', unit: 'Piece', box: 'Box of 20' },
  { number: '1404', name: 'Dimmer module', price: '34.5', cost: '17.9', unit: 'Piece' },
  { number: 'PLAN', name: 'Lighting planner', price: '120', cost: '75', unit: 'Hour', box: 'Day' },
]

export interface DemoOpportunity {
  readonly account: string
  readonly name: string
  readonly estimatedvalue: string
  readonly estimatedclosedate: string
  readonly closeprobability: number
  readonly salesstage: number
  readonly opportunityratingcode: number
}

export const opportunities: readonly DemoOpportunity[] = [
  opportunity('Havørn Shipping AS', 'Lamps for two ferries', '48500', '2027-01-29', 60, 2, 1),
  opportunity('Brüder Kessler GmbH', 'Showroom, new ceiling', '12900', '2026-12-18', 40, 1, 2),
  opportunity('Nordlys Hotel Group', 'Lobby and 64 rooms', '86200', '2027-03-31', 30, 1, 2),
  opportunity('Vestkystens Kontormøbler', 'Desk lamps, frame order', '19800', '2026-12-11', 80, 3, 1),
  opportunity('Lighthouse Interiors Inc.', 'Boston flagship store', '37400', '2027-02-26', 20, 0, 3),
  opportunity('Zürcher Leuchtenhaus AG', 'Spring assortment', '24300', '2027-01-15', 50, 2, 2),
]

function opportunity(
  account: string,
  name: string,
  estimatedvalue: string,
  estimatedclosedate: string,
  closeprobability: number,
  salesstage: number,
  opportunityratingcode: number,
): DemoOpportunity {
  return { account, name, estimatedvalue, estimatedclosedate, closeprobability, salesstage, opportunityratingcode }
}
