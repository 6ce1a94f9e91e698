/** Finds Chromium for the browser tests, or installs Debian's package where that is possible; else asks for CHROMIUM_PATH. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { findChromium } from './chromium.ts'

const run = (command: string, ...args: string[]): boolean =>
  spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status ===
  0

const install = (): boolean => run('apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium')

export function ensureChromium(): boolean {
  if (findChromium() !== undefined) return true
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    console.error('Chromium was not found. Install it, or point CHROMIUM_PATH at one, then run the tests again.')
    return false
  }
  console.log('Chromium was not found: installing the package "chromium"…')
  return install() || (run('apt-get', 'update', '-qq') && install())
}
