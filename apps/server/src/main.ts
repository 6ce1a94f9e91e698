/** `npm run server`: settings, sockets and signals around the server. */
import { serve, type Http2Bindings, type HttpBindings } from '@hono/node-server'
import { isKobleError, type Clock } from '@koble/core'
import { createLog } from './http/log.ts'
import { openServer, type KobleServer } from './server.ts'
import { readSettings, SettingsError, type Settings } from './settings/settings.ts'

const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(asError(signal.reason))
      const timer = setTimeout(done, ms)
      signal?.addEventListener('abort', aborted, { once: true })
      function done(): void {
        signal?.removeEventListener('abort', aborted)
        resolve()
      }
      function aborted(): void {
        clearTimeout(timer)
        reject(asError(signal?.reason))
      }
    }),
}

const asError = (reason: unknown): Error => (reason instanceof Error ? reason : new Error('aborted'))

type Listening = ReturnType<typeof serve>

function listen(server: KobleServer, { port }: Settings): Promise<Listening> {
  const answer = (request: Request, { incoming }: HttpBindings | Http2Bindings): Response | Promise<Response> =>
    server.fetch(request, incoming.socket.remoteAddress)
  return new Promise((resolve, reject) => {
    const listening = serve({ fetch: answer, port, hostname: '127.0.0.1' }, () => resolve(listening))
    listening.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new SettingsError(
              `Port ${port} is in use. Stop the program that uses it, or set KOBLE_PORT to another port.`,
            )
          : error,
      ),
    )
  })
}

async function main(): Promise<void> {
  const settings = readSettings(process.env, process.argv.slice(2))
  const log = createLog(process.env['KOBLE_LOG'] || 'info')
  const server = await openServer(settings, { clock: systemClock, log, fetch: globalThis.fetch })
  const listening = await listen(server, settings).catch(async (error: unknown) => {
    await server.close()
    throw error
  })
  log.info('server.started', { port: settings.port, role: settings.role })
  let stopping = false
  const stop = async (): Promise<void> => {
    if (stopping) return
    stopping = true
    log.info('server.stopping')
    listening.close()
    await server.close()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop())
}

try {
  await main()
} catch (error) {
  // What a person can mend is one sentence; anything else shows where it came from.
  console.error(error instanceof SettingsError || isKobleError(error) ? error.message : error)
  process.exit(1)
}
