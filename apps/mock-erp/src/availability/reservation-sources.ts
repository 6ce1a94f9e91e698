/** What a reservation can take from, and what it can be for. */
export const sourceTypes = {
  itemLedgerEntry: 'Item_x0020_Ledger_x0020_Entry',
  purchaseLine: 'Purchase_x0020_Line',
  salesLine: 'Sales_x0020_Line',
} as const

export type SupplyType = (typeof sourceTypes)['itemLedgerEntry' | 'purchaseLine']
