import '@koble/ui'
import { deep, findViolations, mount, unmount } from '@koble/ui/testing'
import { html } from 'lit'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Job } from '../api/types.ts'
import { refusal, scriptApi, type ApiScript } from '../testing/api-script.ts'
import { openAt, readable, shows } from '../testing/page-test.ts'
import { aJob, anEffect, anError, page } from '../testing/samples.ts'
import './job-page.ts'

const address = location.pathname + location.search
let api: ApiScript

const open = (query = '', widthPx?: number): Promise<HTMLElement> => {
  openAt(`/connections/c1/jobs/j1${query}`)
  return mount(html`<admin-job connection="c1" job="j1"></admin-job>`, widthPx)
}

beforeEach(() => {
  api = scriptApi({
    'GET /api/jobs/j1': aJob({ status: 'succeeded', finishedAt: '2026-01-31T10:01:00.000Z' }),
    'GET /api/jobs/j1/effects': page(anEffect()),
    'GET /api/jobs/j1/errors': page(anError()),
  })
})
afterEach(() => {
  unmount()
  vi.unstubAllGlobals()
  openAt(address)
})

test.each([400, 1400])('shows counts, progress and each write with what it overwrote (%i px)', async (width) => {
  const root = await open('', width)
  await shows(root, 'Telephone1: 1 → 2')
  const text = readable(root)
  for (const part of ['Succeeded', 'Inserted', 'Change in CRM', '12 of 72']) expect(text).toContain(part)
  expect(await findViolations(root)).toEqual([])
})

test.each([400, 1400])('errors say what happened and what to do, with the way to the record (%i px)', async (width) => {
  const root = await open('?tab=errors', width)
  await shows(root, 'Couple the currency, then retry.')
  expect(deep<HTMLAnchorElement>(root, 'a[href="http://127.0.0.1:4010/customers/1"]').target).toBe('_blank')
  expect(await findViolations(root)).toEqual([])
})

test.each<[Job['status'], string, boolean]>([
  ['queued', 'Cancel', true],
  ['running', 'Cancel', true],
  ['succeeded', 'Resume', false],
  ['failed', 'Resume', true],
  ['cancelled', 'Resume', true],
])('a job that is %s: %s is offered: %s', async (status, action, offered) => {
  api.answer('GET /api/jobs/j1', aJob({ status, error: status === 'failed' ? 'The ERP did not answer.' : null }))
  const root = await open()
  await shows(root, 'Progress')
  expect(readable(root).includes(action)).toBe(offered)
  expect(await findViolations(root)).toEqual([])
})

test('a job that is not there says so', async () => {
  api.answer('GET /api/jobs/j1', refusal(404, 'not-found', 'Job j1 is not there.'))
  const root = await open()
  await shows(root, 'Job j1 is not there.')
  expect(await findViolations(root)).toEqual([])
})
