/** The server in process: for tests and for programs that bring sockets of their own. */
export { createApp, type AppParts } from './app.ts'
export type { ApiRoutes } from './routes.ts'
export { openServer, type KobleServer } from './server.ts'
export type { Role, Settings } from './settings/settings.ts'
