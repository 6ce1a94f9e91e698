/**
 * The tables as Kysely sees them. Names are the columns' own. Times are milliseconds since the epoch in `bigint` columns
 * (`..._at`), so that time reaches SQL as a parameter and no driver's idea of a timestamp matters; `seq` numbers rows in
 * the order in which they came and serves the cursors.
 */
import type {
  Bases,
  Checkpoint,
  ConflictId,
  ConnectionId,
  CouplingId,
  CouplingState,
  CrmId,
  EffectId,
  EffectState,
  ErpId,
  ErrorDetail,
  JobCounts,
  JobId,
  JobKind,
  JobProgress,
  JobStatus,
  MissingLink,
  Pair,
  PendingReason,
  PlannedConflict,
  RecordId,
  Side,
  SystemId,
  TableMapping,
  Tag,
  Values,
} from '@koble/core'
import type { ColumnType, GeneratedAlways } from 'kysely'

/** Read parsed, written as JSON text: both drivers then do the same. */
type Json<T> = ColumnType<T, string, string>

export interface Schema {
  system: SystemTable
  connection: ConnectionTable
  mapping: MappingTable
  mapping_version: MappingVersionTable
  coupling: CouplingTable
  effect: EffectTable
  conflict: ConflictTable
  pending: PendingTable
  pending_link: PendingLinkTable
  feed: FeedTable
  job: JobTable
  job_error: JobErrorTable
  nudge: NudgeTable
  lease: LeaseTable
  api_key: ApiKeyTable
  nonce: NonceTable
  session: SessionTable
  setting: SettingTable
  secret: SecretTable
}

interface SystemTable {
  seq: GeneratedAlways<number>
  id: SystemId
  side: Side
  kind: string
  label: string
  base_url: string
  settings: Json<Readonly<Record<string, unknown>>>
  /** Hash of the secret in its webhook address; the secret itself is sealed in `secret`. */
  webhook_hash: string | null
  version: number
  created_at: number
  updated_at: number
}

interface ConnectionTable {
  seq: GeneratedAlways<number>
  id: ConnectionId
  name: string
  erp_system: SystemId
  crm_system: SystemId
  company_id: string | null
  company_name: string | null
  enabled: boolean
  settings: Json<Readonly<Record<string, unknown>>>
  version: number
  created_at: number
  updated_at: number
}

interface MappingTable {
  connection: ConnectionId
  name: string
  version: number
  position: number
  definition: Json<TableMapping>
  updated_at: number
  updated_by: string
}

interface MappingVersionTable {
  connection: ConnectionId
  name: string
  version: number
  /** Null: the mapping was removed with this version. */
  definition: Json<TableMapping | null>
  at: number
  by: string
}

interface CouplingTable {
  seq: GeneratedAlways<number>
  connection: ConnectionId
  id: CouplingId
  mapping: string
  erp_id: ErpId
  crm_id: CrmId
  state: CouplingState
  created_on: Side | null
  bases: Json<Bases>
  chosen_winner: Side | null
  erp_name: string | null
  crm_name: string | null
  agreed_at: number | null
  problem: Json<ErrorDetail | null>
  attempts: number
  retry_at: number | null
  outside: boolean
  created_at: number
  updated_at: number
}

interface EffectTable {
  seq: GeneratedAlways<number>
  connection: ConnectionId
  id: EffectId
  job: JobId | null
  mapping: string
  coupling: CouplingId
  side: Side
  entity: string
  operation: 'create' | 'update' | 'delete'
  record_id: RecordId
  values: Json<Values>
  overwrote: Json<Values>
  carries: Json<Readonly<Record<string, Pair>>>
  tag: Tag | null
  state: EffectState
  error: Json<ErrorDetail | null>
  /** What the written fields held afterwards; null until done. */
  left_values: Json<Values | null>
  /** When it was planned, then sent, then settled. */
  at: number
}

interface ConflictTable {
  seq: GeneratedAlways<number>
  connection: ConnectionId
  id: ConflictId
  coupling: CouplingId
  mapping: string
  version: number
  conflict: Json<PlannedConflict>
  opened_at: number
  updated_at: number
  closed_at: number | null
}

interface PendingTable {
  seq: GeneratedAlways<number>
  connection: ConnectionId
  mapping: string
  side: Side
  record_id: RecordId
  record_name: string | null
  reason: PendingReason
  missing: Json<readonly MissingLink[]>
  error: Json<ErrorDetail | null>
  since: number
}

/** The targets that a pending record waits for, one a row. */
interface PendingLinkTable {
  connection: ConnectionId
  mapping: string
  side: Side
  record_id: RecordId
  wanted_mapping: string
  wanted_side: Side
  wanted_id: RecordId
}

interface FeedTable {
  connection: ConnectionId
  side: Side
  feed: string
  checkpoint: Checkpoint | null
  trouble: Json<ErrorDetail | null>
  moved_at: number
}

interface JobTable {
  seq: GeneratedAlways<number>
  connection: ConnectionId
  id: JobId
  kind: JobKind
  request: Json<Readonly<Record<string, unknown>>>
  status: JobStatus
  counts: Json<JobCounts>
  progress: Json<JobProgress>
  resume: Json<unknown>
  error: Json<ErrorDetail | null>
  cancel_requested: boolean
  created_at: number
  started_at: number | null
  finished_at: number | null
  updated_at: number
}

interface JobErrorTable {
  seq: GeneratedAlways<number>
  connection: ConnectionId
  job: JobId | null
  mapping: string | null
  side: Side | null
  record_id: RecordId | null
  record_name: string | null
  code: string
  error: Json<ErrorDetail>
  at: number
}

interface NudgeTable {
  seq: GeneratedAlways<number>
  system: SystemId
  /** As the system names the table; null: any table may have moved. */
  entity: string | null
  received_at: number
}

interface LeaseTable {
  connection: ConnectionId
  /** Null: free. The token stays, so that it never goes back. */
  worker: string | null
  token: number
  expires_at: number
}

interface ApiKeyTable {
  seq: GeneratedAlways<number>
  id: string
  hash: string
  label: string
  role: string
  created_at: number
  last_used_at: number | null
  revoked_at: number | null
}

interface NonceTable {
  nonce_hash: string
  origin: string
  connection: ConnectionId
  issued_at: number
  expires_at: number
}

interface SessionTable {
  token_hash: string
  subject: string
  data: Json<Readonly<Record<string, unknown>>>
  created_at: number
  expires_at: number
}

interface SettingTable {
  scope: string
  name: string
  value: Json<unknown>
  updated_at: number
}

interface SecretTable {
  scope: string
  name: string
  key_id: string
  sealed: string
  updated_at: number
}
