// Entry of every npm command on a machine with only Node >= 20 and npm.
//  1. installs the workspace with the pnpm that package.json pins (fetched once through npx), unless nothing changed since;
//  2. runs a TypeScript file with the Node 24 that the lockfile pins (node_modules/.bin/node).
// Plain JavaScript, no dependencies: this file alone runs on the machine's own Node.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const bin = join(root, 'node_modules', '.bin')
const stampFile = join(root, 'node_modules', '.koble-installed')
const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const env = { TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', PNPM_CONFIG_MINIMUM_RELEASE_AGE: '0', ...process.env }
env.PATH = bin + delimiter + process.env.PATH

/** A fingerprint of all that decides what is installed. */
function wanted() {
  const files = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', '.pnpmfile.mjs']
  for (const folder of ['packages', 'apps', 'tooling'])
    for (const name of readdirSync(join(root, folder)).sort()) files.push(join(folder, name, 'package.json'))
  const hash = createHash('sha256')
  for (const file of files) if (existsSync(join(root, file))) hash.update(file).update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

function run(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env, stdio: 'inherit', shell: process.platform === 'win32' })
    const forward = (signal) => child.kill(signal)
    process.on('SIGTERM', forward).on('SIGHUP', forward)
    process.on('SIGINT', process.stdin.isTTY ? () => {} : forward) // a terminal already signals the whole group
    // npm's `sh -c` dies of SIGTERM without passing it on: notice that the parent is gone
    const parent = process.ppid
    const watch = setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 250)
    child.on('error', reject).on('close', (code, signal) => {
      clearInterval(watch)
      process.removeAllListeners('SIGTERM').removeAllListeners('SIGHUP').removeAllListeners('SIGINT')
      resolve(code ?? 128 + (signal === 'SIGINT' ? 2 : 15))
    })
  })
}

async function install() {
  const stamp = wanted()
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return 0
  const code = await run('npx', ['--yes', packageManager, 'install', '--frozen-lockfile', '--prefer-offline'])
  if (code === 0) writeFileSync(stampFile, stamp)
  else console.error('Installing the dependencies failed; the messages above say why. Mend that and try again.')
  return code
}

async function main() {
  const code = await install()
  if (code !== 0) return code
  const own = join(bin, 'node')
  const node = existsSync(own) ? own : process.execPath
  if (node === process.execPath && Number(process.versions.node.split('.')[0]) < 24) {
    console.error(`This platform needs Node 24 or later on the PATH (found ${process.version}).`)
    return 1
  }
  return run(node, ['--disable-warning=ExperimentalWarning', ...process.argv.slice(2)])
}

process.exitCode = await main()
