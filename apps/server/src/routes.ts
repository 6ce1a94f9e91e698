/** The routes' types, for typed clients (`hc<ApiRoutes>`). Types only: nothing of the server runs in a client. */
import type { createApp } from './app.ts'

export type ApiRoutes = ReturnType<typeof createApp>
