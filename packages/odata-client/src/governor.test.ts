import { describe, expect, test } from 'vitest'
import { createGovernor, type GovernorLimits, type Permit, type Priority } from './governor.ts'
import { manualClock } from './testing/index.ts'

const open = (limits: Partial<GovernorLimits>) => {
  const clock = manualClock()
  const governor = createGovernor({ clock, limits: { windowMs: 300_000, requests: 6_000, running: 5, ...limits } })
  const started: string[] = []
  const permits = new Map<string, Permit>()
  const start = (name: string, priority: Priority = 'background', weight = 1, signal?: AbortSignal) =>
    governor.acquire({ priority, weight, signal }).then((permit) => {
      started.push(name)
      permits.set(name, permit)
    })
  return { clock, governor, started, start, release: (name: string) => permits.get(name)?.release() }
}

describe('what runs at once', () => {
  test('never exceeds the limit', async () => {
    const { clock, started, start, release, governor } = open({ running: 2 })
    for (const name of ['a', 'b', 'c', 'd']) void start(name)
    await clock.advance(0)
    expect(started).toEqual(['a', 'b'])
    release('a')
    await clock.advance(0)
    expect(started).toEqual(['a', 'b', 'c'])
    expect(governor.use()).toMatchObject({ running: 2, waiting: 1 })
  })

  test('interactive requests go before those that wait longer', async () => {
    const { clock, started, start, release } = open({ running: 1 })
    void start('running')
    void start('job')
    void start('person', 'interactive')
    await clock.advance(0)
    release('running')
    await clock.advance(0)
    expect(started).toEqual(['running', 'person'])
  })

  test('a permit released twice frees one place', async () => {
    const { clock, started, start, release } = open({ running: 1 })
    void start('a')
    void start('b')
    void start('c')
    await clock.advance(0)
    release('a')
    release('a')
    await clock.advance(0)
    expect(started).toEqual(['a', 'b'])
  })
})

describe('the window', () => {
  test('holds back what would exceed the requests, until the oldest leave it', async () => {
    const { clock, started, start, release } = open({ requests: 100, running: 50 })
    void start('first', 'background', 95)
    await clock.advance(0)
    release('first')
    void start('second', 'background', 10)
    await clock.advance(290_000)
    expect(started).toEqual(['first'])
    await clock.advance(20_000)
    expect(started).toEqual(['first', 'second'])
  })

  test('a batch heavier than the window goes when it is empty, not never', async () => {
    const { clock, started, start } = open({ requests: 10 })
    void start('heavy', 'background', 50)
    await clock.advance(0)
    expect(started).toEqual(['heavy'])
  })

  test('holds back by the time that requests took', async () => {
    const { clock, started, start, release } = open({ busyMs: 10_000, running: 8 })
    void start('slow')
    await clock.advance(20_000)
    release('slow')
    void start('next')
    await clock.advance(1_000)
    expect(started).toEqual(['slow'])
    await clock.advance(310_000)
    expect(started).toEqual(['slow', 'next'])
  })
})

test('nothing starts during the pause that the service asked for', async () => {
  const { clock, started, start, governor } = open({})
  governor.pause(30_000)
  void start('a', 'interactive')
  await clock.advance(29_999)
  expect(started).toEqual([])
  await clock.advance(1)
  expect(started).toEqual(['a'])
})

test('who gives up while waiting takes no place', async () => {
  const { clock, started, start, release } = open({ running: 1 })
  const stop = new AbortController()
  void start('a')
  const given = start('b', 'background', 1, stop.signal)
  void start('c')
  stop.abort(new Error('stopped'))
  await expect(given).rejects.toThrow('stopped')
  await clock.advance(0)
  release('a')
  await clock.advance(0)
  expect(started).toEqual(['a', 'c'])
})
