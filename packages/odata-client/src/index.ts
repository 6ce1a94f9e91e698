/** OData v4 over `fetch`: requests, paging, batches, tokens and a rate governor; no knowledge of any one service. */
export type { BatchAnswer, BatchAnswers, BatchOptions, BatchPart } from './batch.ts'
export {
  asIs,
  asJson,
  createODataClient,
  mayRepeat,
  type ReadAnswer,
  type ODataClient,
  type ODataClientOptions,
  type ODataRequest,
} from './client.ts'
export {
  createGovernor,
  type Governor,
  type GovernorLimits,
  type GovernorUse,
  type Permit,
  type Priority,
} from './governor.ts'
export {
  exactNumber,
  isJsonArray,
  isJsonObject,
  parseJson,
  readJson,
  textOf,
  type Json,
  type JsonObject,
} from './json.ts'
export { printJsonBatch, readJsonBatch } from './json-batch.ts'
export { multipartType, printMultipartBatch, readMultipartBatch } from './multipart-batch.ts'
export { isODataError, ODataError, type FailureReason, type ODataFailure } from './odata-error.ts'
export type { ClientClock, ClientLog, ClientLogFields, Fetch } from './ports.ts'
export { allOf, anyOf, chunked, encodeQueryValue, groups, printQuery, quoted, type Query } from './query.ts'
export { openService, type ApplicationCredentials, type ServiceAccess, type ServiceRoot } from './open-service.ts'
export { readByKeys, type ByKeys } from './read-by-keys.ts'
export { partFailure, readPart } from './read-part.ts'
export {
  explainFailure,
  meaningOf,
  translators,
  type ExplainedFailure,
  type FailureTables,
  type Meaning,
  type Translators,
} from './failure-meaning.ts'
export { readCollection, type CollectionPage } from './read-collection.ts'
export { mayHaveBeenCarriedOut, readErrorBody, readFailure, readRetryAfter, type StatusAnswer } from './read-failure.ts'
export { rebase } from './rebase.ts'
export { clientCredentials, fixedToken, type ClientCredentials, type TokenSource } from './token-source.ts'
