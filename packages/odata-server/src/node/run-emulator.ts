/** An emulator as a process of its own on loopback: it starts, stops on a signal, and says in one sentence why it cannot. */
import { serve } from '@hono/node-server'
import process from 'node:process'
import type { Connection } from '../model/emulator.ts'
import { emulatorSettings, type EmulatorNames, type EmulatorSettings } from './emulator-settings.ts'

const host = '127.0.0.1'

export interface RunningEmulator {
  fetch(request: Request, connection?: Connection): Promise<Response>
  close(): Promise<void>
}

export interface EmulatorProcess<T extends RunningEmulator> extends EmulatorNames {
  /** As sentences begin with it: "The mock ERP". */
  readonly name: string
  readonly open: (options: { readonly dataDir?: string }) => Promise<T>
  /** Given, nothing is served: it looks at what is kept and answers the exit code. */
  readonly inspect?: ((emulator: T) => number) | undefined
}

export async function runEmulator<T extends RunningEmulator>(definition: EmulatorProcess<T>): Promise<void> {
  try {
    const settings = emulatorSettings(process.env, definition)
    const emulator = await definition.open(settings.directory === undefined ? {} : { dataDir: settings.directory })
    if (definition.inspect === undefined) serveOn(settings, emulator, definition)
    else {
      process.exitCode = definition.inspect(emulator)
      await emulator.close()
    }
  } catch (error) {
    fail(messageOf(error))
  }
}

function serveOn(settings: EmulatorSettings, emulator: RunningEmulator, names: { name: string; portVariable: string }) {
  const server = serve({
    hostname: host,
    port: settings.port,
    overrideGlobalObjects: false,
    // A fault may tear the connection: the kit gets the way to the socket.
    fetch: (request: Request, env: { incoming?: { socket?: Connection } }) =>
      emulator.fetch(request, { destroy: () => env.incoming?.socket?.destroy() }),
  })
  server.on('error', (error: NodeJS.ErrnoException) => {
    void emulator.close().finally(() => fail(listenFailure(error, settings.port, names)))
  })
  server.on('listening', () => {
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : settings.port
    const kept = settings.directory === undefined ? 'in memory' : `data in ${settings.directory}`
    process.stdout.write(`${names.name} listens on http://${host}:${port}/ (${kept})\n`)
  })
  stopOnSignal(() => {
    server.close()
    if ('closeAllConnections' in server) server.closeAllConnections()
    return emulator.close()
  })
}

const listenFailure = (error: NodeJS.ErrnoException, port: number, names: { name: string; portVariable: string }) =>
  error.code === 'EADDRINUSE'
    ? `Port ${port} is in use. Stop the program that uses it, or set ${names.portVariable} to another port.`
    : `${names.name} cannot listen on port ${port}: ${error.message}`

function stopOnSignal(stop: () => Promise<void>): void {
  let isStopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (isStopping) return
      isStopping = true
      stop().then(
        () => process.exit(0),
        (error: unknown) => fail(messageOf(error)),
      )
    })
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

function fail(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}
