/** Header fields that find the lines' prices anew (campaign), and posting groups that make the lines anew (erp-business-logic, section 2.4). */
import { text } from '../../rules/setup.ts'
import { names } from '../../tables/names.ts'
import { lineFields } from '../validate-line.ts'
import { written } from '../line/line-trigger.ts'
import { copyToLines } from './copy-to-lines.ts'
import { assign, related, type HeaderTrigger } from './header-trigger.ts'
import { recreateLines } from './recreate-lines.ts'

export const setCampaign: HeaderTrigger = (header, value, context) => {
  assign('campaignCode')(header, value, context)
  copyToLines(header, lineFields.campaignCode.trigger, value, context)
}

/** A group with a default brings its VAT group. */
export const setGenBusPostingGroup: HeaderTrigger = (header, value, context) => {
  related('genBusPostingGroup', 'Gen. Bus. Posting Group', names.genBusPostingGroup)(header, value, context)
  const group = context.data.lookup(names.genBusPostingGroup, ['code'], [written(value)])
  if (group?.['autoInsertDefault'] === true) header['vatBusPostingGroup'] = text(group, 'defaultVatBusPostingGroup')
  recreateLines(header, context)
}

export const setVatBusPostingGroup: HeaderTrigger = (header, value, context) => {
  related('vatBusPostingGroup', 'VAT Bus. Posting Group', names.vatBusPostingGroup)(header, value, context)
  recreateLines(header, context)
}
