/**
 * Facts about the wire that nobody is sure of, as switches. How the list was made: business-central-protocol from top to bottom, each fact
 * tagged [A] (a third party's analysis) or [K] (no source), and each for which two behaviours are named, taken when a client sees it and another
 * reading is sensible; the default is that document's reading. Not here: what only the words of a message tell; addresses of services that are not
 * emulated; business rules of sections 12 and 13; `Retry-After` of 429, which `/emulator/limits` holds back; unavailable tenants and late
 * commits, which are faults.
 */
import { createSwitches } from '@koble/odata-server'
import type { SwitchDefinitions, Switches } from '@koble/odata-server'

const definitions = {
  companyNotFoundStatus: {
    values: [404, 400],
    default: 404,
    description: 'Status of Internal_CompanyNotFound: an unknown company, or none where there are several (section 6).',
  },
  challenge: {
    values: [true, false],
    default: true,
    description: '401 carries WWW-Authenticate (section 2.1).',
  },
  streamingContentType: {
    values: [true, false],
    default: true,
    description: 'The Content-Type of JSON ends in "; odata.streaming=true" (section 3).',
  },
  decimalsAsText: {
    values: ['honored', 'ignored'],
    default: 'honored',
    description: '"IEEE754Compatible=true" in Accept makes decimals and 64 bit integers strings (section 3).',
  },
  preferReturnMinimal: {
    values: ['ignored', 'honored'],
    default: 'ignored',
    description:
      'A create with "Prefer: return=minimal" answers the entity, as only "return-no-content" is known, or 204 (section 3).',
  },
  createLocation: {
    values: [true, false],
    default: true,
    description: 'A create answers Location (section 3).',
  },
  patchOfMissingKey: {
    values: ['refused', 'creates'],
    default: 'refused',
    description: 'PATCH of a key that names nothing is 404, or creates the record (section 3).',
  },
  putOfEntity: {
    values: ['refused', 'modifies'],
    default: 'refused',
    description: 'PUT of an entity is 405, or does what PATCH does (section 3).',
  },
  unsupportedOptionStatus: {
    values: [501, 400],
    default: 501,
    description: 'Status of a query option that the service does not support, such as $search (section 4.1).',
  },
  querySyntaxStatus: {
    values: [400, 404],
    default: 400,
    description:
      'Status of a query option that breaks the grammar; with 404 its code is BadRequest_NotFound (section 6).',
  },
  malformedKeyStatus: {
    values: [404, 400],
    default: 404,
    description: 'Status of a key that is none, code BadRequest_NotFound (sections 3.1 and 6).',
  },
  nestedCalls: {
    values: ['refused', 'evaluated'],
    default: 'refused',
    description:
      'A function inside a function below $schemaversion=2.1 is 501, or evaluated as from 2.1 (section 4.2).',
  },
  calculatedFilters: {
    values: ['evaluated', 'refused'],
    default: 'evaluated',
    description:
      'A filter on a variable of the page, such as currencyCode of customers or inventory of items, is evaluated or refused with 400 (section 4.2).',
  },
  skipToken: {
    values: ['fifo', 'quoted'],
    default: 'fifo',
    description: 'Next links carry "aid=FIFO&$skiptoken=..." or "$skiptoken=\'...\'" (section 4.4).',
  },
  trackChanges: {
    values: ['ignored', 'refused', 'legacy'],
    default: 'ignored',
    description:
      '"Prefer: odata.track-changes" has no effect, is refused with 500, or gives delta links as before version 24 (section 4.5).',
  },
  etagHeader: {
    values: [true, false],
    default: true,
    description: 'A single entity that is read also carries its tag as ETag header (section 5).',
  },
  etagCovers: {
    values: ['fields', 'figures'],
    default: 'fields',
    description: 'The tag moves with the stored fields alone, or with calculated ones too (section 5).',
  },
  staleTagStatus: {
    values: [409, 412],
    default: 409,
    description: 'Status of Request_EntityChanged: the tag of If-Match is not the record’s (section 5).',
  },
  missingTagStatus: {
    values: [400, 412],
    default: 400,
    description: 'Status of BadRequest_InvalidToken: PATCH without If-Match (section 5).',
  },
  ifMatchOfDeleteAndAction: {
    values: ['optional', 'required'],
    default: 'optional',
    description: 'DELETE and bound actions go without If-Match, or are refused as PATCH is (section 5).',
  },
  duplicateKeyStatus: {
    values: [400, 409],
    default: 400,
    description: 'Status of Internal_EntityWithSameKeyExists (section 6).',
  },
  multipartBatch: {
    values: [true, false],
    default: true,
    description: '$batch takes multipart/mixed beside JSON, or answers it 415 (section 7).',
  },
  batchDependencies: {
    values: ['honored', 'ignored'],
    default: 'honored',
    description:
      '"dependsOn", "atomicityGroup" and references such as "$1" count in $batch, or do nothing and name nothing (section 7).',
  },
  nullInBody: {
    values: ['clears', 'refused'],
    default: 'clears',
    description: 'null in a body sets the empty value, or is refused as a wrong type (section 8.1).',
  },
  nonInventoryMember: {
    values: ['encoded', 'plain'],
    default: 'encoded',
    description: 'The type of an item shows "Non_x002d_Inventory" or "Non-Inventory"; both are taken (section 8.3).',
  },
  actionLocation: {
    values: [false, true],
    default: false,
    description: 'A bound action that makes a document names it in Location (section 9).',
  },
  duplicateSubscription: {
    values: ['refused', 'accepted'],
    default: 'refused',
    description: 'A second subscription for the same resource and URL (section 10.1).',
  },
} as const satisfies SwitchDefinitions

export type ErpSwitches = Switches<typeof definitions>

export const createErpSwitches = (): ErpSwitches => createSwitches(definitions)
