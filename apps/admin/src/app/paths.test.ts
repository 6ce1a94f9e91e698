import { expect, test } from 'vitest'
import { connectionIn, paths } from './paths.ts'

test.each([
  [paths.connection('a/b'), '/connections/a%2Fb'],
  [paths.job('c1', 'j1'), '/connections/c1/jobs/j1'],
  [paths.couplings('c1'), '/connections/c1/couplings'],
  [paths.couplings('c1', { state: 'failed' }), '/connections/c1/couplings?state=failed'],
  [paths.fullSynchronization('c1', 'j1'), '/connections/c1/full-synchronization?job=j1'],
])('%s is %s', (path, expected) => expect(path).toBe(expected))

test.each([
  ['/', undefined],
  ['/connections', undefined],
  ['/connections/new', undefined],
  ['/connections/c1', 'c1'],
  ['/connections/a%2Fb/jobs/j1', 'a/b'],
  ['/connections/%/jobs', undefined],
])('%s is about the connection %s', (path, expected) => expect(connectionIn(path)).toBe(expected))
