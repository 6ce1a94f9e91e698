/** The service's refusals on sales documents and products. Codes and texts: reference/dataverse-protocol.md, section 7; where it gives no text, the words are ours. */
import { CrmError } from '../crm-error.ts'

const refusal = (code: string, message: string) => (): CrmError => new CrmError(400, code, message)

const currencyMismatch = 'The currency of the record does not match the currency of the price list.'

export const salesErrors = {
  readOnly: refusal('0x8004022e', 'The object cannot be updated because it is read-only.'),
  parentReadOnly: refusal('0x80043b09', 'The parent is read only and cannot be edited.'),
  invalidState: refusal('0x80040233', 'The object is not in a valid state to perform this operation.'),
  quoteNotDraft: refusal('0x80100003', 'The quote cannot be activated because it is not in draft state.'),
  quoteAlreadyRevised: refusal('0x80048d00', 'There is another quote with the same quote number that is not closed.'),
  invoiceNotCancelable: refusal(
    '0x80100001',
    'The invoice cannot be cancelled because it is not in active or paid state.',
  ),
  opportunityClosed: refusal('0x80040515', 'The opportunity is already closed.'),
  opportunityByMessage: (state: string) =>
    new CrmError(
      400,
      '0x80100005',
      `This message can not be used to set the state of opportunity to ${state}. In order to set state of opportunity to ${state}, use the ${state} message instead.`,
    ),
  pricingLocked: refusal('0x80043b1d', 'This entity is already locked.'),
  pricingUnlocked: refusal('0x80043b1e', 'This entity is already unlocked.'),
  badCloseStatus: (status: number, message: string) =>
    new CrmError(400, '0x80048408', `${status} is not a valid status code for ${message}.`),
  productNotToDraft: refusal('0x8004F912', 'A published product cannot be set to the Draft state.'),
  productDraftNotRetired: refusal('0x8004F978', 'A product in the Draft state cannot be retired.'),
  productRetiredNotDraft: refusal('0x8004F979', 'A retired product cannot be set to the Draft state.'),
  productMissing: refusal('0x80043b11', 'The product id is missing.'),
  unitMissing: refusal('0x80043b0d', 'The unit id is missing.'),
  unitInvalid: refusal('0x80043b14', 'The specified unit is not valid for this product.'),
  quantityDecimals: refusal('0x80043b07', 'The number of decimal places on the quantity is invalid.'),
  productNotActive: refusal('0x8004F908', 'You can only add Active products.'),
  priceListCurrency: refusal('0x80048cf6', currencyMismatch),
  orderCurrency: refusal('0x80048ced', currencyMismatch),
  quoteCurrency: refusal('0x80048cee', currencyMismatch),
  opportunityCurrency: refusal('0x80048cef', currencyMismatch),
  opportunityCurrencyFixed: refusal(
    '0x80048479',
    'The currency cannot be changed because the opportunity has products.',
  ),
  quoteCurrencyFixed: refusal('0x8004480e', 'The currency cannot be changed because the quote has products.'),
} as const
