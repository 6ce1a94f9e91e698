/** What the API answers, derived from its routes: a change there that a page does not follow does not compile. */
import type { InferRequestType, InferResponseType } from 'hono/client'
import type { conflict, connection, connections, coupling, job } from './client.ts'

export type Connection = InferResponseType<(typeof connection)['$get'], 200>
export type ConnectionInput = InferRequestType<(typeof connections)['$post']>['json']
export type ConnectionPatch = InferRequestType<(typeof connection)['$patch']>['json']
export type ConnectionTest = InferResponseType<(typeof connection)['test']['$post'], 200>
export type Check = ConnectionTest['checks'][number]

export type Overview = InferResponseType<(typeof connection)['overview']['$get'], 200>
export type Standing = Overview['mappings'][number]
export type Review = InferResponseType<(typeof connection)['full-synchronization']['$get'], 200>
export type ReviewTable = Review['tables'][number]

export type Job = InferResponseType<(typeof job)['$get'], 200>
export type JobInput = InferRequestType<(typeof connection)['jobs']['$post']>['json']
export type Direction = NonNullable<JobInput['direction']>
export type Effect = InferResponseType<(typeof job)['effects']['$get'], 200>['items'][number]
export type RecordError = InferResponseType<(typeof job)['errors']['$get'], 200>['items'][number]

export type Coupling = InferResponseType<(typeof coupling)['$get'], 200>
export type HistoryEntry = InferResponseType<(typeof coupling)['history']['$get'], 200>['items'][number]
export type Waiting = InferResponseType<(typeof connection)['waiting']['$get'], 200>['items'][number]

export type Conflict = InferResponseType<(typeof conflict)['$get'], 200>
export type ConflictField = Conflict['fields'][number]
export type Side = NonNullable<Conflict['goneOn']>

export type Page<Item> = { readonly items: readonly Item[]; readonly next: string | null }
