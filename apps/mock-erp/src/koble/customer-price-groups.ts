/** Koble's own page of customer price groups (docs/koble-api-pages.md, "Code tables"; erp-business-logic, section 1.2). */
import type { Draft, EntitySetDefinition, WriteContext } from '@koble/odata-server'
import { fillVatGroup, includesTax, priceVatGroup, VAT_GROUP_CAPTION } from '../prices/vat-group.ts'
import { codeRules } from '../rules/code-records.ts'
import { mustHaveValue } from '../rules/refusals.ts'
import { text as textOf } from '../rules/setup.ts'
import { bool, codeField, systemFields, systemId, text } from '../sets/properties.ts'
import { names } from '../tables/names.ts'

const rules = codeRules(names.customerPriceGroup, { allowLineDiscount: true, allowInvoiceDiscount: true })

export const customerPriceGroups: EntitySetDefinition = {
  name: 'customerPriceGroups',
  entityType: 'customerPriceGroup',
  table: names.customerPriceGroup,
  properties: {
    id: systemId,
    code: codeField(10),
    displayName: text(100),
    priceIncludesTax: includesTax,
    allowLineDiscount: bool(),
    allowInvoiceDiscount: bool(),
    taxBusinessPostingGroupCode: priceVatGroup(names.customerPriceGroup),
    ...systemFields,
  },
  insert: {
    ...rules.insert,
    before: (draft, context, body) => {
      rules.insert.before?.(draft, context, body)
      requireVatGroup(draft, context)
    },
  },
  modify: {
    ...rules.modify,
    before: (draft, row, context, body) => {
      rules.modify.before?.(draft, row, context, body)
      requireVatGroup(draft, context)
    },
  },
  delete: rules.delete,
}

/** A price that includes VAT says for which customers. */
function requireVatGroup(draft: Draft, { data }: WriteContext): void {
  if (draft['priceIncludesTax'] !== true) return
  fillVatGroup(draft, data)
  if (textOf(draft, 'vatBusPostingGroupPrice') === '') {
    mustHaveValue(VAT_GROUP_CAPTION, names.customerPriceGroup, `Code=${textOf(draft, 'code')}`)
  }
}
