/** Words of price lists as rows hold them (erp-business-logic, section 1.2), in the order of their ordinals. */
export const sourceType = {
  all: 'All',
  allCustomers: 'All_x0020_Customers',
  customer: 'Customer',
  priceGroup: 'Customer_x0020_Price_x0020_Group',
  discountGroup: 'Customer_x0020_Disc_x002e__x0020_Group',
  campaign: 'Campaign',
  contact: 'Contact',
} as const

export const assetType = {
  item: 'Item',
  itemDiscountGroup: 'Item_x0020_Discount_x0020_Group',
  resource: 'Resource',
  resourceGroup: 'Resource_x0020_Group',
  account: 'G_x002f_L_x0020_Account',
} as const

/** What a line says: a price, a discount, or (`Any`) both. */
export const amountTypes = ['Any', 'Price', 'Discount'] as const

export const statuses = ['Draft', 'Active', 'Inactive'] as const

export const NO_DATE = '0001-01-01'
