/** Line types as the two kinds of pages call them (business-central-protocol, section 8.3). Rows hold the first form. */
export const lineTypes = [
  'Comment',
  'Account',
  'Item',
  'Resource',
  'Fixed_x0020_Asset',
  'Charge',
  'Allocation_x0020_Account',
] as const

/** As the table itself calls them: pages on posted and archived lines. */
export const tableLineTypes = [
  '_x0020_',
  'G_x002f_L_x0020_Account',
  'Item',
  'Resource',
  'Fixed_x0020_Asset',
  'Charge_x0020__x0028_Item_x0029_',
  'Allocation_x0020_Account',
] as const

export const tableLineType = (lineType: string): string =>
  tableLineTypes[lineTypes.findIndex((known) => known === lineType)] ?? '_x0020_'
