/** A small dialect of the kit's own: what OData itself suggests, with the kind of a problem as its code. Tests use it; apps copy from it. */
import type { Dialect, ProblemAnswer } from '../model/dialect.ts'
import type { Problem } from '../model/problem.ts'

const statuses: Readonly<Partial<Record<Problem['kind'], number>>> = {
  unknownSegment: 404,
  notFound: 404,
  methodNotAllowed: 405,
  wrongContentType: 415,
  bodyTooLarge: 413,
  urlTooLong: 414,
  conditionRequired: 428,
  conditionFailed: 412,
  alreadyExists: 412,
  duplicateKey: 409,
  expiredDelta: 410,
  unauthenticated: 401,
  notImplemented: 501,
  unsupportedOption: 501,
  unsupportedFunction: 501,
  unsupportedOperator: 501,
  storageFailed: 503,
  internal: 500,
}

function plainProblem(problem: Problem): ProblemAnswer {
  if (problem.kind === 'application')
    return {
      status: problem.status,
      body: { error: { code: problem.code, message: problem.message } },
      ...(problem.headers && { headers: problem.headers }),
    }
  const { kind, ...detail } = problem
  const message = 'message' in problem ? problem.message : JSON.stringify(detail)
  return { status: statuses[kind] ?? 400, body: { error: { code: kind, message } } }
}

export const plainDialect: Dialect = {
  name: 'plain',
  answerProblem: plainProblem,
  headers: (_request, body) =>
    body
      ? { 'OData-Version': '4.0', 'Content-Type': 'application/json; odata.metadata=minimal' }
      : { 'OData-Version': '4.0' },
  etag: (row) => `W/"${row.rowVersion}"`,
  etagHeader: true,
  options: [
    '$select',
    '$filter',
    '$expand',
    '$levels',
    '$apply',
    '$orderby',
    '$top',
    '$skip',
    '$count',
    '$skiptoken',
    '$deltatoken',
  ],
  ignoreCase: false,
  page: { maximum: 1000, linkWithTop: true, maxPageSizeBeatsTop: false },
  delta: { daysToLive: 7 },
  conditions: { patchNeedsIfMatch: false, deleteNeedsIfMatch: false, upsert: true },
  readOnly: 'refuse',
  nulls: 'keep',
  emptyText: 'keep',
  writeAnswer: ({ created, preferReturn, entityUrl }) => {
    const headers = { 'OData-EntityId': entityUrl, ...(created && { Location: entityUrl }) }
    if (preferReturn === 'minimal') return { status: 204, headers, representation: false }
    return created || preferReturn === 'representation'
      ? { status: created ? 201 : 200, headers, representation: true }
      : { status: 204, headers, representation: false }
  },
  appliesPreferences: ['return', 'maxpagesize', 'track-changes', 'continue-on-error'],
  batch: {
    formats: ['json', 'multipart'],
    maximum: 100,
    outerStatusOfFailure: false,
    contentIdRequired: false,
    snapshotIsolation: true,
    atomicityGroups: true,
  },
  limits: { bodyBytes: 10_000_000, urlLength: 32_768, expandDepth: 5 },
}
