/**
 * The first schema. Written as SQL, because what matters here (partial unique indexes, identities) reads best as itself;
 * the same text runs on PostgreSQL and on the embedded database. A migration that shipped is never edited.
 */
import { type Kysely, sql } from 'kysely'

const statements = [
  `create table system (
    seq bigint generated always as identity,
    id text primary key,
    side text not null,
    kind text not null,
    label text not null,
    base_url text not null,
    settings jsonb not null,
    webhook_hash text unique,
    version integer not null,
    created_at bigint not null,
    updated_at bigint not null
  )`,
  `create table connection (
    seq bigint generated always as identity,
    id text primary key,
    name text not null,
    erp_system text not null references system (id),
    crm_system text not null references system (id),
    company_id text,
    company_name text,
    enabled boolean not null,
    settings jsonb not null,
    version integer not null,
    created_at bigint not null,
    updated_at bigint not null
  )`,
  // One company and one organization are one connection: two would each write what the other one planned.
  `create unique index connection_pair on connection (erp_system, crm_system, coalesce(company_id, ''))`,
  `create table mapping (
    connection text not null,
    name text not null,
    version integer not null,
    position integer not null,
    definition jsonb not null,
    updated_at bigint not null,
    updated_by text not null,
    primary key (connection, name)
  )`,
  `create table mapping_version (
    connection text not null,
    name text not null,
    version integer not null,
    definition jsonb,
    at bigint not null,
    by text not null,
    primary key (connection, name, version)
  )`,
  `create table coupling (
    seq bigint generated always as identity,
    connection text not null,
    id text not null,
    mapping text not null,
    erp_id text not null,
    crm_id text not null,
    state text not null,
    created_on text,
    bases jsonb not null,
    chosen_winner text,
    erp_name text,
    crm_name text,
    agreed_at bigint,
    problem jsonb,
    attempts integer not null,
    retry_at bigint,
    outside boolean not null,
    created_at bigint not null,
    updated_at bigint not null,
    primary key (connection, id)
  )`,
  // These two are the create intent as well: a coupling in state creating holds both ids before anything is sent. The record's
  // id stands early in every key: without statistics (a database just filled, or the embedded one) the planner takes two
  // indexes that share their first columns for equally good, and 500 look-ups then took 1,200 ms instead of 10.
  `create unique index coupling_erp on coupling (connection, erp_id, mapping)`,
  `create unique index coupling_crm on coupling (connection, crm_id, mapping)`,
  `create index coupling_list on coupling (connection, seq, mapping)`,
  `create index coupling_skipped on coupling (connection, seq) where state = 'skipped'`,
  `create index coupling_due on coupling (connection, retry_at) where retry_at is not null`,
  `create table effect (
    seq bigint generated always as identity,
    connection text not null,
    id text not null,
    job text,
    mapping text not null,
    coupling text not null,
    side text not null,
    entity text not null,
    operation text not null,
    record_id text not null,
    values jsonb not null,
    overwrote jsonb not null,
    carries jsonb not null,
    tag text,
    state text not null,
    error jsonb,
    left_values jsonb,
    at bigint not null,
    primary key (connection, id)
  )`,
  // The entity is part of the record's identity: option values of two value mappings may share an id such as "1".
  `create unique index effect_open on effect (connection, record_id, side, entity)
    where state in ('planned', 'sent', 'unsettled')`,
  `create index effect_open_list on effect (connection, seq) where state in ('planned', 'sent', 'unsettled')`,
  `create index effect_of_coupling on effect (connection, coupling, seq)`,
  `create index effect_of_job on effect (job, seq) where job is not null`,
  `create index effect_age on effect (at)`,
  `create table conflict (
    seq bigint generated always as identity,
    connection text not null,
    id text not null,
    coupling text not null,
    mapping text not null,
    version integer not null,
    conflict jsonb not null,
    opened_at bigint not null,
    updated_at bigint not null,
    closed_at bigint,
    primary key (connection, id)
  )`,
  `create unique index conflict_open on conflict (connection, coupling) where closed_at is null`,
  `create index conflict_list on conflict (connection, seq) where closed_at is null`,
  // Read in the order of (side, record), which must not depend on the database's language.
  `create table pending (
    seq bigint generated always as identity,
    connection text not null,
    mapping text not null,
    side text collate "C" not null,
    record_id text collate "C" not null,
    record_name text,
    reason text not null,
    missing jsonb not null,
    error jsonb,
    since bigint not null,
    primary key (connection, mapping, side, record_id)
  )`,
  `create index pending_list on pending (connection, reason, seq)`,
  `create table pending_link (
    connection text not null,
    mapping text not null,
    side text collate "C" not null,
    record_id text collate "C" not null,
    wanted_mapping text not null,
    wanted_side text not null,
    wanted_id text not null,
    foreign key (connection, mapping, side, record_id) references pending on delete cascade
  )`,
  `create index pending_link_record on pending_link (connection, record_id, mapping, side)`,
  `create index pending_link_wanted on pending_link (connection, wanted_id, wanted_mapping, wanted_side)`,
  `create table feed (
    connection text not null,
    side text not null,
    feed text not null,
    checkpoint text,
    trouble jsonb,
    moved_at bigint not null,
    primary key (connection, side, feed)
  )`,
  `create table job (
    seq bigint generated always as identity,
    connection text not null,
    id text primary key,
    kind text not null,
    request jsonb not null,
    status text not null,
    counts jsonb not null,
    progress jsonb not null,
    resume jsonb,
    error jsonb,
    cancel_requested boolean not null,
    created_at bigint not null,
    started_at bigint,
    finished_at bigint,
    updated_at bigint not null
  )`,
  `create index job_list on job (seq)`,
  `create index job_of_connection on job (connection, seq)`,
  `create index job_unfinished on job (connection, seq) where status in ('queued', 'running')`,
  `create table job_error (
    seq bigint generated always as identity primary key,
    connection text not null,
    job text,
    mapping text,
    side text,
    record_id text,
    record_name text,
    code text not null,
    error jsonb not null,
    at bigint not null
  )`,
  `create index job_error_of_job on job_error (job, seq) where job is not null`,
  `create index job_error_list on job_error (connection, seq)`,
  `create index job_error_age on job_error (at)`,
  `create table nudge (
    seq bigint generated always as identity primary key,
    system text not null,
    entity text,
    received_at bigint not null
  )`,
  `create index nudge_of_system on nudge (system, seq)`,
  `create table lease (
    connection text primary key,
    worker text,
    token bigint not null,
    expires_at bigint not null
  )`,
  `create table api_key (
    seq bigint generated always as identity,
    id text primary key,
    hash text not null unique,
    label text not null,
    role text not null,
    created_at bigint not null,
    last_used_at bigint,
    revoked_at bigint
  )`,
  `create table nonce (
    nonce_hash text primary key,
    origin text not null,
    connection text not null,
    issued_at bigint not null,
    expires_at bigint not null
  )`,
  `create index nonce_age on nonce (expires_at)`,
  `create table session (
    token_hash text primary key,
    subject text not null,
    data jsonb not null,
    created_at bigint not null,
    expires_at bigint not null
  )`,
  `create index session_age on session (expires_at)`,
  `create table setting (
    scope text not null,
    name text not null,
    value jsonb not null,
    updated_at bigint not null,
    primary key (scope, name)
  )`,
  `create table secret (
    scope text not null,
    name text not null,
    key_id text not null,
    sealed text not null,
    updated_at bigint not null,
    primary key (scope, name)
  )`,
]

export const initial = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
