/** What the generated client offers, as far as the test uses it: its own types exist only after it was generated. */
import { FetchClient } from '@odata2ts/http-client-fetch'
import type { Body } from '../testing/test-erp.ts'
import { generateClient } from './generate-client.ts'

export interface Answered<T> {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly data: T
}

export type Condition = { and(other: Condition): Condition; or(other: Condition): Condition }

type Test = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le' | 'startsWith' | 'contains' | 'endsWith'

/** A property in a query: `q.number.eq('10000')`, `q.number.desc()`. */
export type QueryProperty = { readonly [name in Test]: (value: unknown) => Condition } & {
  asc(): unknown
  desc(): unknown
}

export type Query = (builder: QueryBuilder, q: { readonly [name: string]: QueryProperty }) => unknown

export interface QueryBuilder {
  select(...names: string[]): QueryBuilder
  filter(...conditions: Condition[]): QueryBuilder
  expand(...names: string[]): QueryBuilder
  expanding(name: string, query: Query): QueryBuilder
  orderBy(...orders: unknown[]): QueryBuilder
  count(): QueryBuilder
  top(rows: number): QueryBuilder
  skip(rows: number): QueryBuilder
}

export interface Page {
  readonly value: readonly Body[]
  readonly '@odata.count'?: number
  readonly '@odata.nextLink'?: string
}

interface RequestConfig {
  readonly headers?: Record<string, string>
}

export interface Collection {
  create(body: Body, config?: RequestConfig): Promise<Answered<Body>>
  query(query?: Query, config?: RequestConfig): Promise<Answered<Page>>
  getPath(): string
  createKey(id: string): string
}

export interface Entity {
  query(query?: Query, config?: RequestConfig): Promise<Answered<Body>>
  patch(body: Body, config?: RequestConfig): Promise<Answered<Body>>
  delete(config?: RequestConfig): Promise<Answered<undefined>>
  getPath(): string
}

type Set<More = unknown> = ((id: string) => Entity & More) & (() => Collection)
type Action = (config?: RequestConfig) => Promise<Answered<undefined>>

export interface GeneratedClient {
  readonly customers: Set<{ readonly currency: () => Entity; readonly defaultDimensions: Set }>
  readonly items: Set
  readonly salesOrders: Set<{ readonly salesOrderLines: Set; readonly shipAndInvoice: Action }>
  readonly salesOrderLines: Set
  readonly salesQuotes: Set<{ readonly makeOrder: Action }>
  readonly salesInvoices: Set<{ readonly post: Action; readonly cancel: Action }>
}

type Effect = (parameters: Body, config?: RequestConfig) => Promise<Answered<Body>>

/** The same of Koble's own pages, whose actions take parameters and answer something. */
export interface KobleClient {
  readonly salesOrders: Set<{ readonly lines: Set; readonly release: Effect; readonly reopen: Effect }>
  readonly priceLists: Set<{ readonly lines: Set }>
  readonly customerStatistics: Set
}

/** @param root Where the entity sets are: the service, or a company of it. */
export async function openGeneratedClient<Client = GeneratedClient>(
  metadata: string,
  root: string,
  headers: Record<string, string>,
): Promise<{ readonly service: Client; readonly http: FetchClient }> {
  const { MicrosoftNavService } = await generateClient(metadata)
  const Service = MicrosoftNavService as new (client: FetchClient, root: string) => Client
  const http = new FetchClient({ headers })
  return { service: new Service(http, root), http }
}
