import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { lockDirectory } from './lock-directory.ts'

let dir = ''
const file = () => join(dir, 'db.lock')
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'koble-lock-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

it('is held by one at a time, and free again once it is given back', () => {
  const unlock = lockDirectory(file())
  expect(() => lockDirectory(file())).toThrow(`in use by process ${process.pid}`)
  unlock()
  lockDirectory(file())()
  expect(readdirSync(dir)).toEqual([])
})

it('of a process that was killed holds up no one', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  await once(child, 'spawn')
  writeFileSync(file(), JSON.stringify({ pid: child.pid, started: null }))
  expect(() => lockDirectory(file())).toThrow(`in use by process ${child.pid}`)
  child.kill('SIGKILL')
  await once(child, 'exit')
  lockDirectory(file())()
})

it('of an earlier process whose id was given out again holds up no one', () => {
  writeFileSync(file(), JSON.stringify({ pid: process.pid, started: 'another-boot/1' }))
  lockDirectory(file())()
})

it.each(['', '{', 'null', '{"pid":"1"}', '[]'])('whose file holds %j holds up no one', (text) => {
  writeFileSync(file(), text)
  lockDirectory(file())()
})

it('given back twice, or after another one took it, frees only its own', () => {
  const unlock = lockDirectory(file())
  unlock()
  writeFileSync(file(), JSON.stringify({ pid: 1, started: null }))
  unlock()
  expect(readdirSync(dir)).toEqual(['db.lock'])
})
