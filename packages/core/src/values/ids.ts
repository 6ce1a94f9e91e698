/** Branded ids, so that mixing them does not compile. Each is a string on the wire and in the database. */
declare const brand: unique symbol
type Branded<Name extends string> = string & { readonly [brand]: Name }

/** A record's id in the ERP (Business Central: SystemId), lower case. */
export type ErpId = Branded<'ErpId'>
/** A row's id in the CRM (Dataverse: primary key GUID), lower case; an option value of a value mapping as text. */
export type CrmId = Branded<'CrmId'>
export type RecordId = ErpId | CrmId
export type SystemId = Branded<'SystemId'>
export type ConnectionId = Branded<'ConnectionId'>
export type CouplingId = Branded<'CouplingId'>
export type ConflictId = Branded<'ConflictId'>
export type JobId = Branded<'JobId'>
/** Also the idempotency key of an action sent to the ERP. */
export type EffectId = Branded<'EffectId'>
/** An opaque mark in one system's change feed for one entity: made and read by its connector only. */
export type Checkpoint = Branded<'Checkpoint'>
/** A record's version tag as its service gave it (ETag), opaque. */
export type Tag = Branded<'Tag'>
