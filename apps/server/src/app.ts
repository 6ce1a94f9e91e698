/** The server as one `fetch`: API, health, metrics, console and widget files. Sockets are main.ts's affair. */
import { OpenAPIHono } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { cors } from 'hono/cors'
import { secureHeaders } from 'hono/secure-headers'
import { randomUUID } from 'node:crypto'
import { conflictsApi } from './api/conflicts-api.ts'
import { connectionsApi } from './api/connections-api.ts'
import { couplingsApi } from './api/couplings-api.ts'
import { eventsApi } from './api/events-api.ts'
import { factsApi } from './api/facts-api.ts'
import { jobsApi } from './api/jobs-api.ts'
import { mappingsApi } from './api/mappings-api.ts'
import { sessionApi } from './api/session-api.ts'
import { webhooksApi } from './api/webhooks-api.ts'
import { widgetApi, type WidgetAccess } from './api/widget-api.ts'
import type { ApiEnv } from './http/api-env.ts'
import { authorize, type ApiKeys } from './http/authorize.ts'
import type { EventHub } from './http/event-hub.ts'
import { limitSignIn, limitWidget } from './http/limits.ts'
import { answerError, answerProblem, ProblemError } from './http/problem.ts'
import { requireJson } from './http/require-json.ts'
import type { Sessions } from './http/sessions.ts'
import type {
  ConflictsService,
  ConnectionsService,
  CouplingsService,
  FactsService,
  JobsService,
  MappingsService,
  Rights,
  WebhooksService,
} from './services/services.ts'

export interface AppParts {
  readonly connections: ConnectionsService
  readonly mappings: MappingsService
  readonly jobs: JobsService
  readonly couplings: CouplingsService
  readonly conflicts: ConflictsService
  readonly facts: FactsService
  readonly rights: Rights
  readonly webhooks: WebhooksService
  readonly widget: WidgetAccess
  readonly keys: ApiKeys
  readonly sessions: Sessions
  readonly hub: EventHub
  readonly stopping: AbortSignal
  now(): number
  /** What nobody foresaw, with the request's correlation id. */
  report(error: unknown, correlationId: string): void
  /** Null when ready; else why not. */
  notReady(): Promise<string | null>
  metrics(): Promise<string>
}

const maxBodyBytes = 4 * 1024 * 1024

/** The routes an administrator's key or session opens. */
const adminApi = (parts: AppParts) =>
  new OpenAPIHono<ApiEnv>()
    .route('/', connectionsApi(parts.connections))
    .route('/', mappingsApi(parts.mappings))
    .route('/', jobsApi(parts.jobs))
    .route('/', couplingsApi(parts.couplings))
    .route('/', conflictsApi(parts.conflicts))
    .route('/', eventsApi(parts.hub, parts.stopping))

const openApi = (parts: AppParts) =>
  new OpenAPIHono<ApiEnv>()
    .route('/', sessionApi(parts.keys, parts.sessions))
    .route('/', factsApi({ ...parts, tokens: parts.widget.tokens }))
    .route('/', widgetApi(parts.widget))
    .route('/', webhooksApi(parts.webhooks))

/** Paths that do not ask for an administrator's key. */
const isOpen = (path: string): boolean => /^\/api\/(session$|facts\/|widget\/|webhooks\/|openapi\.json$)/.test(path)

/** Their senders want 202 whatever they send, and read no problem details. */
const isWebhook = (path: string): boolean => path.startsWith('/api/webhooks/')

const stopping = new ProblemError(503, 'stopping', 'The server is stopping. Try again in a moment.', {}, 5_000)

export function createApp(parts: AppParts) {
  const app = new OpenAPIHono<ApiEnv>()
  app.use(async (c, next) => {
    c.set('correlationId', randomUUID())
    await next()
    c.header('x-correlation-id', c.get('correlationId'))
  })
  app.use('/api/*', secureHeaders({ crossOriginResourcePolicy: false }))
  // The widget asks from the CRM's own origin: its routes answer there with a token, never with a cookie.
  const fromCrm = cors({
    origin: async (origin) => ((await parts.widget.connectionOfOrigin(origin)) === null ? null : origin),
    allowHeaders: ['authorization', 'content-type'],
    maxAge: 600,
  })
  app.use('/api/facts/*', fromCrm)
  app.use('/api/widget/*', fromCrm)
  app.use('/api/*', async (_c, next) => {
    if (parts.stopping.aborted) throw stopping
    return next()
  })
  app.use(
    '/api/session',
    limitSignIn(() => parts.now()),
  )
  app.use(
    '/api/widget/*',
    limitWidget(() => parts.now()),
  )
  app.use('/api/*', async (c, next) => (isWebhook(c.req.path) ? next() : limitBody(c, next)))
  app.use('/api/*', async (c, next) => (isWebhook(c.req.path) ? next() : requireJson(c, next)))
  const requireAdmin = authorize(parts.keys, parts.sessions)
  app.use('/api/*', async (c, next) => (isOpen(c.req.path) ? next() : requireAdmin(c, next)))

  app.onError((error, c) => answerError(c, error, (unforeseen) => parts.report(unforeseen, c.get('correlationId'))))
  app.notFound((c) =>
    answerProblem(
      c,
      404,
      'no-such-address',
      `There is nothing at ${c.req.method} ${c.req.path}. The API's description is at /api/openapi.json.`,
    ),
  )

  app.get('/healthz', (c) => c.json({ status: 'ok' }))
  app.get('/readyz', async (c) => {
    const reason = parts.stopping.aborted ? stopping.message : await parts.notReady()
    return reason === null ? c.json({ status: 'ready' }) : c.json({ status: 'not ready', reason }, 503)
  })
  app.get('/metrics', async (c) => c.text(await parts.metrics()))
  app.doc31('/api/openapi.json', {
    openapi: '3.1.0',
    info: { title: 'Koble', version: '1.0.0', description: 'The connection API of Koble.' },
  })
  return app.route('/api', openApi(parts)).route('/api', adminApi(parts))
}

const limitBody = bodyLimit({
  maxSize: maxBodyBytes,
  onError: (c) =>
    answerProblem(c, 413, 'too-large', `The body is larger than ${maxBodyBytes / 1024 / 1024} MB. Send it in parts.`),
})
