/** Dataverse behind core's ports: one organization. */
import type { Connector, Entity, NewId, RecordId, Subscriptions } from '@koble/core'
import { challenges, type Challenges } from './challenge.ts'
import { checkConnection } from './check.ts'
import { openDeltaFeed, readDeltaFeed } from './feed/delta-feed.ts'
import { feedPeeker } from './feed/peek-feeds.ts'
import { valueFinder } from './find-by-values.ts'
import { openClient, type DataverseAccess } from './open-client.ts'
import { chooseOptionId } from './options/choose-option-id.ts'
import { isOptionEntity } from './options/option-definition.ts'
import { optionReader } from './options/option-store.ts'
import { userReader, type Organization } from './organization.ts'
import { byIdReader } from './read-by-ids.ts'
import { counter, pageReader } from './read-page.ts'
import { recordUrls } from './record-url.ts'
import { subscriptions } from './subscriptions.ts'
import { translating } from './vendor-error.ts'
import { webResources, type WebResources } from './web-resources.ts'
import { writer } from './write/write.ts'

export interface DataverseOptions extends DataverseAccess {
  readonly newId: NewId
  /** For links to the app. */
  readonly webUrl?: string
}

export interface Dataverse extends Connector, Subscriptions, Challenges, WebResources {
  readonly side: 'crm'
  /** The id for a record to be created: a new GUID, or for an option a value that is not used yet. */
  chooseId(entity: Entity): RecordId
  /** Koble's own user, lower case. */
  readUserId(): Promise<string>
}

export function connectDataverse(options: DataverseOptions): Dataverse {
  const { clock, log, newId } = options
  const client = openClient(options)
  const organization: Organization = { client, clock, log, newId, userId: userReader(client) }
  return {
    side: 'crm',
    check: (signal) => checkConnection(organization, signal),
    ...readers(organization),
    peekFeeds: feedPeeker(organization),
    write: writer(organization),
    recordUrl: recordUrls(options.baseUrl, options.webUrl),
    ...subscriptions(organization),
    ...challenges(organization),
    ...webResources(organization),
    chooseId: (entity) => (isOptionEntity(entity) ? chooseOptionId(newId) : (newId() as RecordId)),
    readUserId: organization.userId,
  }
}

type Readers = Pick<Connector, 'readPage' | 'count' | 'readByIds' | 'findByValues' | 'openFeed' | 'readChanges'>

/** Rows come from their tables, options from their column's definition. */
function readers(organization: Organization): Readers {
  const options = optionReader(organization)
  const rows: Readers = {
    readPage: pageReader(organization),
    count: counter(organization),
    readByIds: byIdReader(organization),
    findByValues: valueFinder(organization),
    openFeed: ({ entity, fields }, signal) => openDeltaFeed({ organization, entity, fields, signal }),
    readChanges: ({ entity, fields, since }, signal) => readDeltaFeed({ organization, entity, fields, signal }, since),
  }
  /** A row that cannot be read is an error like any other of the service. */
  const from = <T>(entity: Entity, read: (readers: Readers) => Promise<T>): Promise<T> =>
    translating(`Reading ${entity.name}`, () => read(isOptionEntity(entity) ? options : rows))
  return {
    readPage: (request, signal) => from(request.entity, (readers) => readers.readPage(request, signal)),
    count: (entity, where, signal) => from(entity, (readers) => readers.count(entity, where, signal)),
    readByIds: (request, signal) => from(request.entity, (readers) => readers.readByIds(request, signal)),
    findByValues: (request, signal) => from(request.entity, (readers) => readers.findByValues(request, signal)),
    openFeed: (selection, signal) => from(selection.entity, (readers) => readers.openFeed(selection, signal)),
    readChanges: (request, signal) => from(request.entity, (readers) => readers.readChanges(request, signal)),
  }
}
