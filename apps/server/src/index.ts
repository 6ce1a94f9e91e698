export { createApp, type AppParts } from './app.ts'
export type { ApiRoutes } from './routes.ts'
