/** The emulator as a process of its own on 127.0.0.1. Settings come from the environment; a bad one is one clear sentence. */
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import type { AddressInfo } from 'node:net'
import { createMockCrm } from './create-mock-crm.ts'

const host = '127.0.0.1'

function portSetting(text: string | undefined): number {
  const port = Number(text ?? '4020')
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new Error(`KOBLE_CRM_PORT must be a port number from 0 to 65535, not '${text}'.`)
}

async function start(): Promise<void> {
  const port = portSetting(process.env['KOBLE_CRM_PORT'])
  const memory = process.env['KOBLE_EMULATOR_MEMORY'] === '1'
  const directory = join(process.env['KOBLE_DATA_DIR'] ?? '.koble', 'crm')
  const crm = await createMockCrm(memory ? { memory } : { dataDir: directory })
  const server = serve({ fetch: (request, env) => crm.fetch(request, tearing(env)), hostname: host, port })
  server.on('error', (error: NodeJS.ErrnoException) => {
    void crm.close().finally(() => fail(listenFailure(error, port)))
  })
  server.on('listening', () => {
    const address = server.address() as AddressInfo
    console.log(`The CRM emulator answers on http://${host}:${address.port}/ (${memory ? 'in memory' : directory})`)
  })
  stopOn(async () => {
    server.close()
    if ('closeAllConnections' in server) server.closeAllConnections()
    await crm.close()
  })
}

/** A fault may tear the connection: the kit gets the way to the socket. */
function tearing(env: unknown): { destroy(): void } {
  return { destroy: () => (env as { incoming?: { socket?: { destroy(): void } } }).incoming?.socket?.destroy() }
}

function stopOn(stop: () => Promise<void>): void {
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return
      stopping = true
      stop().then(
        () => process.exit(0),
        (error: unknown) => fail(messageOf(error)),
      )
    })
  }
}

const listenFailure = (error: NodeJS.ErrnoException, port: number): string =>
  error.code === 'EADDRINUSE'
    ? `Port ${port} is in use. Stop the program that uses it, or set KOBLE_CRM_PORT.`
    : `The CRM emulator cannot listen on port ${port}: ${error.message}`

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

function fail(message: string): never {
  console.error(message)
  process.exit(1)
}

start().catch((error: unknown) => fail(messageOf(error)))
