/** What the routes ask for. Each is a small group of functions over the store, the queue and the connectors. */
import type { z } from '@hono/zod-openapi'
import type { TableMapping } from '@koble/core'
import type { connectionInput, connectionPatch, connectionSchema, testResultSchema } from '../api/schemas/connection.ts'
import type {
  conflictSchema,
  couplingInput,
  couplingSchema,
  historySchema,
  resolveInput,
  synchronizeInput,
  waitingSchema,
} from '../api/schemas/coupling.ts'
import type { Facts } from '../api/schemas/fact.ts'
import type { effectSchema, jobInput, jobSchema, planSchema, recordErrorSchema } from '../api/schemas/job.ts'
import type { mappingProblemsSchema, mappingSchema } from '../api/schemas/mapping.ts'
import type { overviewSchema, reviewSchema } from '../api/schemas/overview.ts'

export type Connection = z.infer<typeof connectionSchema>
export type ConnectionInput = z.output<typeof connectionInput>
export type ConnectionPatch = z.output<typeof connectionPatch>
export type TestResult = z.infer<typeof testResultSchema>
export type Mapping = z.infer<typeof mappingSchema>
export type MappingProblems = z.infer<typeof mappingProblemsSchema>
export type JobInput = z.output<typeof jobInput>
export type Job = z.infer<typeof jobSchema>
export type JobPlan = z.infer<typeof planSchema>
export type EffectShown = z.infer<typeof effectSchema>
export type RecordErrorShown = z.infer<typeof recordErrorSchema>
export type CouplingShown = z.infer<typeof couplingSchema>
export type CouplingInput = z.output<typeof couplingInput>
export type SynchronizeInput = z.output<typeof synchronizeInput>
export type ConflictShown = z.infer<typeof conflictSchema>
export type ResolveInput = z.output<typeof resolveInput>
export type HistoryEntry = z.infer<typeof historySchema>
export type WaitingShown = z.infer<typeof waitingSchema>
export type Overview = z.infer<typeof overviewSchema>
export type Review = z.infer<typeof reviewSchema>

export interface PageRequest {
  readonly cursor?: string | undefined
  readonly limit: number
}
export interface Page<T> {
  items: T[]
  next: string | null
}

export interface ConnectionsService {
  list(page: PageRequest): Promise<Page<Connection>>
  create(input: ConnectionInput): Promise<Connection>
  get(id: string): Promise<Connection>
  update(id: string, patch: ConnectionPatch): Promise<Connection>
  remove(id: string): Promise<void>
  test(id: string): Promise<TestResult>
  overview(id: string): Promise<Overview>
  review(id: string): Promise<Review>
}

export interface MappingsService {
  list(connection: string): Promise<Mapping[]>
  get(connection: string, name: string): Promise<Mapping>
  put(connection: string, name: string, definition: TableMapping, by: string): Promise<Mapping>
  remove(connection: string, name: string, by: string): Promise<void>
  validate(connection: string, definition: TableMapping): Promise<MappingProblems>
}

export interface JobsService {
  start(connection: string, input: JobInput): Promise<string>
  list(filter: PageRequest & { connection?: string | undefined }): Promise<Page<Job>>
  get(id: string): Promise<Job>
  cancel(id: string): Promise<Job>
  resume(id: string): Promise<Job>
  effects(id: string, page: PageRequest): Promise<Page<EffectShown>>
  errors(id: string, page: PageRequest): Promise<Page<RecordErrorShown>>
  plan(id: string, page: PageRequest): Promise<JobPlan>
}

export interface CouplingFilter extends PageRequest {
  readonly mapping?: string | undefined
  readonly state?: string | undefined
  readonly erpId?: string | undefined
  readonly crmId?: string | undefined
  readonly search?: string | undefined
}

export interface CouplingsService {
  list(connection: string, filter: CouplingFilter): Promise<Page<CouplingShown>>
  get(connection: string, id: string): Promise<CouplingShown>
  create(connection: string, input: CouplingInput): Promise<CouplingShown>
  remove(connection: string, id: string): Promise<void>
  synchronize(connection: string, id: string, input: SynchronizeInput): Promise<CouplingShown>
  history(connection: string, id: string, page: PageRequest): Promise<Page<HistoryEntry>>
  skipped(connection: string, page: PageRequest): Promise<Page<CouplingShown>>
  retrySkipped(connection: string, ids: readonly string[] | undefined): Promise<number>
  waiting(connection: string, page: PageRequest): Promise<Page<WaitingShown>>
}

export interface ConflictsService {
  list(connection: string, page: PageRequest): Promise<Page<ConflictShown>>
  get(connection: string, id: string): Promise<ConflictShown>
  /** Throws a `ProblemError` 409 that carries the conflict as it is now, when either side moved since `version`. */
  resolve(connection: string, id: string, input: ResolveInput): Promise<void>
}

export interface FactsService {
  accountStatistics(connection: string, accountId: string): Promise<Facts>
  coupling(connection: string, entity: string, id: string): Promise<Facts>
}

/** Who may see which CRM row: asked of the CRM itself, as that user, and remembered for a minute. */
export interface Rights {
  require(connection: string, userId: string, entity: string, id: string): Promise<void>
}

export interface WebhooksService {
  /** Stores a nudge for the system behind this secret; false when the secret is nobody's or the sender's mark is wrong. */
  receive(secret: string, body: unknown, senderMark: string | null): Promise<boolean>
}
