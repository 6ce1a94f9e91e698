/** `npm run erp`: the Business Central emulator as a process on a port; with `--check` the proof of the ledgers. */
import { serve } from '@hono/node-server'
import { join } from 'node:path'
import process from 'node:process'
import { checkLedgers } from './check/check-ledgers.ts'
import { createMockErp } from './mock-erp.ts'
import { readSettings, SettingError } from './server/settings.ts'

async function main(): Promise<void> {
  const settings = readSettings(process.env)
  const erp = await createMockErp({
    memory: settings.memory,
    dataDir: join(settings.dataDir, 'erp'),
  })
  if (process.argv.includes('--check')) {
    const { lines, failed } = checkLedgers(erp.database)
    process.stdout.write(`${lines.join('\n')}\n`)
    await erp.close()
    process.exitCode = failed === 0 ? 0 : 1
    return
  }
  const server = serve({
    hostname: '127.0.0.1',
    port: settings.port,
    overrideGlobalObjects: false,
    fetch: (request: Request, env: { incoming?: { socket?: { destroy(): void } } }) =>
      erp.fetch(request, { destroy: () => env.incoming?.socket?.destroy() }),
  })
  server.on('error', (error: NodeJS.ErrnoException) => {
    void erp.close().finally(() => fail(portMessage(error, settings.port)))
  })
  server.on('listening', () => process.stdout.write(`Mock ERP listens on http://127.0.0.1:${settings.port}\n`))
  stopOnSignal(() => {
    server.close()
    if ('closeAllConnections' in server) server.closeAllConnections()
    return erp.close()
  })
}

const portMessage = (error: NodeJS.ErrnoException, port: number): string =>
  error.code === 'EADDRINUSE'
    ? `Port ${port} is in use: stop the other program or set KOBLE_ERP_PORT.`
    : `The mock ERP cannot listen on port ${port}: ${error.message}`

function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false
  const onSignal = (): void => {
    if (stopping) return
    stopping = true
    stop().then(
      () => process.exit(0),
      (error: unknown) => fail(messageOf(error)),
    )
  }
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

function fail(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

main().catch((error: unknown) => fail(error instanceof SettingError ? error.message : messageOf(error)))
