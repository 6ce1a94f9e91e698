/** The OData feature level that a request asks for (business-central-protocol, section 1.3). */
import type { RequestInfo } from '@koble/odata-server'

export const isLevel21 = ({ url }: RequestInfo): boolean => url.searchParams.get('$schemaversion') === '2.1'
