/** The service root `/api/data/v9.2` (v9.0 and v9.1 behave alike). */
import type { PathSegment, ReadContext, ServiceRootDefinition } from '@koble/odata-server'
import { errors } from '../crm-error.ts'
import { handleMetadata } from '../metadata/handle-metadata.ts'
import { salesActions } from '../sales/actions/sales-actions.ts'
import { tables } from '../schema/tables.ts'
import { refuseWith } from '../security/access.ts'
import { dialect } from './dialect.ts'
import { entitySet } from './entity-set.ts'
import { operations } from './functions.ts'
import { userByObjectId } from './users.ts'

export const serviceRoot: ServiceRootDefinition = {
  path: (pathname) => /^\/api\/data\/v9\.[0-2](?=\/|$)/.exec(pathname)?.[0],
  namespace: 'Microsoft.Dynamics.CRM',
  alias: 'mscrm',
  container: 'System',
  dialect,
  sets: [...tables.values()].map(entitySet),
  operations: { ...operations, ...salesActions },
  handle: (segments, context) => {
    refuseOtherQueries(context)
    refuseOtherActions(segments)
    refuseInnerCaller(context)
    refuseBadTag(context)
    return handleMetadata(segments, context)
  },
}

/** Query languages that the service has and the emulator has not: ignoring them would answer something else. */
function refuseOtherQueries(context: ReadContext): void {
  for (const name of ['fetchXml', 'savedQuery', 'userQuery']) {
    if (context.request.url.searchParams.has(name)) refuseWith(errors.notEmulated(`The query option '${name}'`))
  }
}

/** Sets and actions of the service that the emulator leaves out: said plainly, not as if they did not exist. */
const leftOut = new Set([
  'leads',
  'competitors',
  'incidents',
  'activitypointers',
  'productassociations',
  'dynamicproperties',
  'publishers',
  'solutions',
  'audits',
  'CalculatePrice',
  'RetrieveMetadataChanges',
  'BulkDelete',
  'ImportSolution',
  'ImportSolutionAsync',
])

function refuseOtherActions(segments: readonly PathSegment[]): void {
  const name = segments[0]?.name
  if (name !== undefined && leftOut.has(name)) refuseWith(errors.notEmulated(`'${name}'`))
}

/** A condition that cannot be read must not turn into a write without one. */
function refuseBadTag({ request }: ReadContext): void {
  const condition = request.headers.get('if-match')
  if (condition === null || /^\s*(\*|(W\/)?"[^"]*"(\s*,\s*(W\/)?"[^"]*")*)\s*$/.test(condition)) return
  refuseWith(errors.badRequest(`The value '${condition}' of the If-Match header is not a valid ETag.`))
}

/** A part of a batch acts for whom the batch acts: another caller in it would be written in the wrong name. */
function refuseInnerCaller({ request, data, principal }: ReadContext): void {
  const { headers } = request
  const byObjectId = headers.get('callerobjectid')
  const wanted =
    byObjectId === null ? headers.get('mscrmcallerid')?.toLowerCase() : userByObjectId(data, byObjectId)?.id
  if (wanted !== undefined && wanted.replaceAll(/[{}]/g, '') !== principal.id) {
    refuseWith(errors.notEmulated('Impersonation by one part of a batch'))
  }
}
