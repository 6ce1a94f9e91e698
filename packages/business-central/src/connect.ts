/** Business Central behind core's ports: one company of one environment. */
import type { Connector, Entity, Subscriptions } from '@koble/core'
import { checkConnection } from './check.ts'
import { statisticsReader, type ReadCustomerStatistics } from './customer-statistics.ts'
import type { Environment } from './environment.ts'
import { feedReader } from './feed/feed.ts'
import { valueFinder } from './find-by-values.ts'
import { openClient, type BusinessCentralAccess } from './open-client.ts'
import { byIdReader } from './read-by-ids.ts'
import { counter, pageReader } from './read-page.ts'
import { recordUrls } from './record-url.ts'
import { sessionReader, type Session } from './session.ts'
import { subscriptions } from './subscriptions.ts'
import { translating } from './vendor-error.ts'
import { writer } from './write/write.ts'

export interface BusinessCentralOptions extends BusinessCentralAccess {
  readonly companyId: string
  /** For links to the web client. */
  readonly companyName?: string
  readonly webUrl?: string
}

export interface BusinessCentral extends Connector, Subscriptions {
  readonly side: 'erp'
  readonly readCustomerStatistics: ReadCustomerStatistics
  /** What was found out about the environment: the pages, Koble's user there, the local currency. */
  readonly readSession: () => Promise<Session>
}

export function connectBusinessCentral(options: BusinessCentralOptions): BusinessCentral {
  const client = openClient(options)
  const companyId = options.companyId.toLowerCase()
  const session = sessionReader(client, companyId)
  const environment: Environment = { client, companyId, clock: options.clock, log: options.log, session }
  return {
    side: 'erp',
    check: (signal) => checkConnection(environment, signal),
    ...readers(environment),
    write: writer(environment),
    recordUrl: recordUrls(options.baseUrl, options.webUrl, options.companyName),
    ...subscriptions(environment),
    readCustomerStatistics: (ids, signal) =>
      translating('Customer statistics', () => statisticsReader(environment)(ids, signal)),
    readSession: session,
  }
}

type Readers = Pick<
  Connector,
  'readPage' | 'count' | 'readByIds' | 'findByValues' | 'openFeed' | 'readChanges' | 'peekFeeds'
>

/** A row that cannot be read is an error like any other of the service. */
function readers(environment: Environment): Readers {
  const readPage = pageReader(environment)
  const count = counter(environment)
  const readByIds = byIdReader(environment)
  const findByValues = valueFinder(environment)
  const feed = feedReader(environment)
  const of = <T>(entity: Entity, read: () => Promise<T>): Promise<T> => translating(`Reading ${entity.name}`, read)
  return {
    readPage: (request, signal) => of(request.entity, () => readPage(request, signal)),
    count: (entity, where, signal) => of(entity, () => count(entity, where, signal)),
    readByIds: (request, signal) => of(request.entity, () => readByIds(request, signal)),
    findByValues: (request, signal) => of(request.entity, () => findByValues(request, signal)),
    openFeed: (selection, signal) => of(selection.entity, () => feed.openFeed(selection, signal)),
    readChanges: (request, signal) => of(request.entity, () => feed.readChanges(request, signal)),
    peekFeeds: (marks, signal) => translating('Looking for changes', () => feed.peekFeeds(marks, signal)),
  }
}
