/** The server's API as typed calls. The types come from the server's own routes; nothing of the server is in the bundle. */
import type { ApiRoutes } from '@koble/server/routes'
import { hc } from 'hono/client'

export const { api } = hc<ApiRoutes>('/')

export const connections = api.connections
export const connection = api.connections[':id']
export const coupling = connection.couplings[':item']
export const conflict = connection.conflicts[':item']
export const job = api.jobs[':id']
