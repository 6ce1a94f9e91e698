/** Enumerations of the pages, in ordinal order, encoded (business-central-protocol, sections 8.3 and 16). */
export const members = {
  customerBlocked: ['_x0020_', 'Ship', 'Invoice', 'All'],
  contactType: ['Company', 'Person'],
  businessRelation: ['_x0020_', 'Customer', 'Vendor', 'Bank_x0020_Account', 'Employee', 'None', 'Other', 'Multiple'],
  documentType: [
    '_x0020_',
    'Payment',
    'Invoice',
    'Credit_x0020_Memo',
    'Finance_x0020_Charge_x0020_Memo',
    'Reminder',
    'Refund',
  ],
  addressFormat: [
    'Post_x0020_Code_x002b_City',
    'City_x002b_Post_x0020_Code',
    'City_x002b_County_x002b_Post_x0020_Code',
    'Blank_x0020_Line_x002b_Post_x0020_Code_x002b_City',
    'Custom',
  ],
} as const
