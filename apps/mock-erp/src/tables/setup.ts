/** Setup: companies, number series, templates, accounts, posting groups, webhook registrations. */
import type { TableDefinition } from '@koble/odata-server'
import { codeTable, columns } from './columns.ts'
import { names } from './names.ts'

const companyTable: TableDefinition = {
  name: names.company,
  order: ['name'],
  unique: [['name']],
  columns: columns('String', 'name', 'displayName', 'systemVersion', 'businessProfileId'),
}

/** Kept by a reset. */
const subscriptionTable: TableDefinition = {
  name: names.subscription,
  order: ['subscriptionId'],
  unique: [['subscriptionId']],
  indexes: [['notificationUrl']],
  columns: {
    ...columns('String', 'subscriptionId', 'notificationUrl', 'resource', 'clientState', 'root'),
    userId: 'Guid',
    expirationDateTime: 'DateTimeOffset',
  },
}

export const setupTables: readonly TableDefinition[] = [
  companyTable,
  subscriptionTable,
  {
    name: names.setup,
    partitioned: true,
    columns: {
      ...columns('String', 'localCurrencyCode', 'localCurrencySymbol', 'localCurrencyName', 'customerTemplate'),
      ...columns('String', 'vendorTemplate', 'itemTemplate', 'additionalReportingCurrency', 'vatCalculationFrom'),
      ...columns('Decimal', 'amountRoundingPrecision', 'unitAmountRoundingPrecision', 'invoiceRoundingPrecision'),
      ...columns('Date', 'allowPostingFrom', 'allowPostingTo'),
      ...columns('String', ...[1, 2, 3, 4, 5, 6, 7, 8].map((place) => `shortcutDimension${place}Code`)),
    },
  },
  {
    name: names.companyInformation,
    partitioned: true,
    columns: {
      ...columns('String', 'displayName', 'addressLine1', 'addressLine2', 'city', 'state', 'country', 'postalCode'),
      ...columns('String', 'phoneNumber', 'faxNumber', 'email', 'website', 'taxRegistrationNumber', 'industry'),
    },
  },
  {
    name: names.salesSetup,
    partitioned: true,
    columns: {
      /** No_x0020_Discounts, Invoice_x0020_Discounts, Line_x0020_Discounts, All_x0020_Discounts. */
      ...columns('String', 'discountPosting', 'defaultQuantityToShip', 'creditWarnings', 'archiveQuotes'),
      ...columns('String', 'quoteValidityCalculation', 'freightAccountNumber', 'vatBusPostingGroupPrice'),
      /** What a CRM product line without a product becomes (lead-to-cash). */
      ...columns('String', 'writeInProductType', 'writeInProductNumber', 'defaultPostingDate'),
      ...columns('Boolean', 'calculateInvoiceDiscount', 'stockoutWarning', 'archiveOrders', 'shipmentOnInvoice'),
      ...columns('Boolean', 'invoiceRounding', 'externalDocumentNumberMandatory', 'allowEditingActivePrice'),
      ...columns('Boolean', 'exactCostReversingMandatory', 'defaultItemQuantity'),
    },
  },
  { name: names.purchaseSetup, partitioned: true, columns: columns('Boolean', 'externalDocumentNumberMandatory') },
  {
    name: names.inventorySetup,
    partitioned: true,
    columns: {
      ...columns(
        'Boolean',
        'automaticCostPosting',
        'expectedCostPosting',
        'locationMandatory',
        'preventNegativeInventory',
      ),
      ...columns('String', 'defaultCostingMethod', 'availabilityPeriod', 'defaultUnitCode'),
    },
  },
  {
    name: names.accountingPeriod,
    partitioned: true,
    order: ['startingDate'],
    unique: [['startingDate']],
    columns: {
      startingDate: 'Date',
      displayName: 'String',
      ...columns('Boolean', 'newFiscalYear', 'closed', 'dateLocked'),
    },
  },
  codeTable(names.numberSeries, {
    ...columns('String', 'lastNumberUsed', 'startingNumber', 'endingNumber', 'warningNumber'),
    ...columns('Int32', 'incrementBy'),
    ...columns('Boolean', 'manual', 'automatic', 'dateOrder'),
  }),
  codeTable(names.template, {
    /** Customer, Vendor, Item. */
    ...columns('String', 'entity', 'customerPostingGroup', 'vendorPostingGroup', 'genBusPostingGroup'),
    ...columns('String', 'vatBusPostingGroup', 'paymentTermsCode', 'shipmentMethodCode', 'baseUnitOfMeasureCode'),
    ...columns('String', 'genProdPostingGroup', 'vatProdPostingGroup', 'inventoryPostingGroup', 'type', 'currencyCode'),
    ...columns('String', 'customerPriceGroup', 'itemCategoryCode'),
  }),
  codeTable(names.postingGroup, {
    ...columns('String', 'receivablesAccount', 'discountAccount', 'roundingAccount', 'invoiceRoundingAccount'),
    ...columns('String', 'toleranceAccount', 'serviceChargeAccount'),
  }),
  codeTable(names.vendorPostingGroup, columns('String', 'payablesAccount', 'discountAccount', 'roundingAccount')),
  codeTable(names.genBusPostingGroup, { defaultVatBusPostingGroup: 'String', autoInsertDefault: 'Boolean' }),
  codeTable(names.genProdPostingGroup, { defaultVatProdPostingGroup: 'String', autoInsertDefault: 'Boolean' }),
  codeTable(names.vatBusPostingGroup, {}),
  codeTable(names.vatProdPostingGroup, {}),
  codeTable(names.inventoryPostingGroup, {}),
  {
    name: names.generalPostingSetup,
    partitioned: true,
    order: ['genBusPostingGroup', 'genProdPostingGroup'],
    indexes: [['genBusPostingGroup', 'genProdPostingGroup']],
    columns: {
      ...columns('String', 'genBusPostingGroup', 'genProdPostingGroup', 'salesAccount', 'salesCreditMemoAccount'),
      ...columns('String', 'salesLineDiscountAccount', 'salesInvoiceDiscountAccount', 'purchaseAccount'),
      ...columns('String', 'purchaseCreditMemoAccount', 'costOfGoodsAccount', 'inventoryAdjustmentAccount'),
      ...columns('String', 'directCostAppliedAccount', 'costOfGoodsInterimAccount', 'inventoryAccrualInterimAccount'),
      blocked: 'Boolean',
    },
  },
  {
    name: names.vatPostingSetup,
    partitioned: true,
    order: ['vatBusPostingGroup', 'vatProdPostingGroup'],
    indexes: [['vatBusPostingGroup', 'vatProdPostingGroup']],
    columns: {
      /** Normal_x0020_VAT, Reverse_x0020_Charge_x0020_VAT, Full_x0020_VAT, Sales_x0020_Tax. */
      ...columns('String', 'vatBusPostingGroup', 'vatProdPostingGroup', 'calculationType', 'vatIdentifier'),
      ...columns('String', 'salesVatAccount', 'purchaseVatAccount', 'reverseChargeVatAccount'),
      vatPercent: 'Decimal',
      blocked: 'Boolean',
    },
  },
  {
    name: names.inventoryPostingSetup,
    partitioned: true,
    order: ['locationCode', 'inventoryPostingGroup'],
    indexes: [['locationCode', 'inventoryPostingGroup']],
    columns: columns('String', 'locationCode', 'inventoryPostingGroup', 'inventoryAccount', 'inventoryInterimAccount'),
  },
  {
    name: names.account,
    partitioned: true,
    order: ['number'],
    unique: [['number']],
    indexes: [['modifiedAt']],
    columns: {
      /** `kind`: Balance, Income. `accountType`: Posting, Heading, Total, Begin-Total, End-Total (encoded). */
      ...columns('String', 'number', 'displayName', 'kind', 'category', 'subCategory', 'accountType'),
      ...columns('String', 'genProdPostingGroup', 'vatProdPostingGroup'),
      ...columns('Boolean', 'directPosting', 'blocked'),
    },
  },
]
