/** Delivery fields of a header, copied to its lines (erp-business-logic, section 2.4). */
import { dialogError } from '../../rules/refusals.ts'
import { text } from '../../rules/setup.ts'
import { names } from '../../tables/names.ts'
import {
  refuseRequestedDate,
  setPromisedDeliveryDate as setLinePromise,
  setRequestedDeliveryDate as setLineRequest,
  setShipmentDate as setLineShipmentDate,
} from '../line/line-dates.ts'
import { setShippingAgent as setLineAgent } from '../line/set-place.ts'
import { written } from '../line/line-trigger.ts'
import { isDate, NO_DATE } from '../sales-context.ts'
import { copyToLines } from './copy-to-lines.ts'
import { related, type HeaderTrigger } from './header-trigger.ts'

export const setShipmentDate: HeaderTrigger = (header, value, context) => {
  header['shipmentDate'] = written(value) || NO_DATE
  copyToLines(header, setLineShipmentDate, value, context)
}

export const setRequestedDeliveryDate: HeaderTrigger = (header, value, context) => {
  if (isDate(text(header, 'promisedDeliveryDate'))) refuseRequestedDate()
  header['requestedDeliveryDate'] = written(value) || NO_DATE
  copyToLines(header, setLineRequest, value, context)
}

export const setPromisedDeliveryDate: HeaderTrigger = (header, value, context) => {
  header['promisedDeliveryDate'] = written(value) || NO_DATE
  copyToLines(header, setLinePromise, value, context)
}

export const setShippingAgent: HeaderTrigger = (header, value, context) => {
  if (written(value) !== text(header, 'shippingAgentCode')) header['shippingAgentServiceCode'] = ''
  related('shippingAgentCode', 'Shipping Agent Code', names.shippingAgent)(header, value, context)
  copyToLines(header, setLineAgent, value, context)
}

export const setShippingAgentService: HeaderTrigger = (header, value, context) => {
  if (written(value) !== '' && text(header, 'shippingAgentCode') === '') {
    dialogError('You must specify the Shipping Agent Code before the Shipping Agent Service Code.')
  }
  header['shippingAgentServiceCode'] = value
  copyToLines(header, (line) => void (line['shippingAgentServiceCode'] = value), value, context)
}
