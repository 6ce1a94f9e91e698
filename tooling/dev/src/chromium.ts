/** Where the system's Chromium is, and how tests launch it: no look-ups outside this machine. */
import { existsSync } from 'node:fs'

const candidates = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

export const findChromium = (): string | undefined =>
  [process.env['CHROMIUM_PATH'], ...candidates].find((path) => path !== undefined && existsSync(path))

export const chromiumLaunch = {
  get executablePath(): string {
    const path = findChromium()
    if (path === undefined) throw new Error('No Chromium found. Install it, or set CHROMIUM_PATH.')
    return path
  },
  headless: true,
  chromiumSandbox: process.getuid?.() !== 0,
  args: [
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--no-first-run',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
  ],
}
