/**
 * Rows in order, in chunks: adding and removing among a million costs a binary search and a move inside one chunk of at most
 * 512. What is added out of order waits until somebody looks, so that many rows are sorted once instead of placed one by one.
 * Iterating survives changes made meanwhile: the iterator finds its place again behind the last row it gave.
 */
export type Order<T> = (left: T, right: T) => number

const longest = 512
/** Fewer late items than one in so many are placed one by one. */
const mergeShare = 64

export class SortedList<T> {
  #chunks: T[][] = []
  /** Added, but not in their place yet. */
  #late: T[] = []
  readonly #order: Order<T>
  #size = 0
  #changes = 0

  constructor(order: Order<T>) {
    this.#order = order
  }

  get size(): number {
    return this.#size
  }

  add(item: T): void {
    this.#size += 1
    this.#changes += 1
    if (this.#late.length > 0 || !this.#append(item)) this.#late.push(item)
  }

  /** Adds behind the last item, which fills chunks whole instead of splitting them in halves. */
  #append(item: T): boolean {
    const tail = this.#chunks.at(-1)?.at(-1)
    if (tail !== undefined && this.#order(tail, item) >= 0) return false
    this.#push(item)
    return true
  }

  #settle(): void {
    if (this.#late.length === 0) return
    const late = this.#late
    this.#late = []
    if (late.length * mergeShare < this.#size) {
      for (const item of late) this.#place(item)
      return
    }
    late.sort(this.#order)
    const old = this.#chunks
    this.#chunks = []
    for (const item of merged(old, late, this.#order)) this.#push(item)
  }

  #push(item: T): void {
    const last = this.#chunks.at(-1)
    if (last !== undefined && last.length < longest) last.push(item)
    else this.#chunks.push([item])
  }

  #place(item: T): void {
    if (this.#append(item)) return
    const [at, index] = this.#seek((other) => this.#order(other, item))
    const chunk = this.#chunks[at]
    if (chunk === undefined) return
    chunk.splice(index, 0, item)
    if (chunk.length > longest) this.#chunks.splice(at + 1, 0, chunk.splice(longest / 2))
  }

  /** Removes the item that compares equal. */
  remove(item: T): boolean {
    const [at, index] = this.#seek((other) => this.#order(other, item))
    const chunk = this.#chunks[at]
    const found = chunk?.[index]
    if (chunk === undefined || found === undefined || this.#order(found, item) !== 0) return false
    chunk.splice(index, 1)
    if (chunk.length === 0) this.#chunks.splice(at, 1)
    this.#size -= 1
    this.#changes += 1
    return true
  }

  last(): T | undefined {
    this.#settle()
    return this.#chunks.at(-1)?.at(-1)
  }

  /** Number of items before the place where `place` turns from negative to zero or more. */
  rank(place: (item: T) => number): number {
    const [at, index] = this.#seek(place)
    let before = index
    for (let chunk = 0; chunk < at; chunk += 1) before += this.#chunks[chunk]?.length ?? 0
    return before
  }

  /** Items from the first whose `place` is zero or more. */
  *from(place: (item: T) => number): Generator<T, undefined> {
    let seek = place
    for (;;) {
      const seen = this.#changes
      let [at, index] = this.#seek(seek)
      let moved = false
      for (; at < this.#chunks.length && !moved; at += 1, index = 0) {
        for (; index < (this.#chunks[at]?.length ?? 0); index += 1) {
          const item = this.#chunks[at]?.[index]
          if (item === undefined) return undefined
          yield item
          if (this.#changes === seen) continue
          seek = (other) => (this.#order(other, item) > 0 ? 0 : -1)
          moved = true
          break
        }
      }
      if (!moved) return undefined
    }
  }

  /** Items backwards from the last whose `place` is negative. */
  *backFrom(place: (item: T) => number): Generator<T, undefined> {
    let seek = place
    for (;;) {
      const seen = this.#changes
      let [at, index] = this.#seek(seek)
      let moved = false
      index -= 1
      for (; at >= 0 && !moved;) {
        for (; index >= 0; index -= 1) {
          const item = this.#chunks[at]?.[index]
          if (item === undefined) break
          yield item
          if (this.#changes === seen) continue
          seek = (other) => (this.#order(other, item) >= 0 ? 0 : -1)
          moved = true
          break
        }
        at -= 1
        index = (this.#chunks[at]?.length ?? 0) - 1
      }
      if (!moved) return undefined
    }
  }

  all(): Generator<T, undefined> {
    return this.from(() => 0)
  }

  /** Chunk and index of the first item whose `place` is zero or more; behind the end if there is none. */
  #seek(place: (item: T) => number): [number, number] {
    this.#settle()
    let low = 0
    let high = this.#chunks.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const tail = this.#chunks[middle]?.at(-1)
      if (tail !== undefined && place(tail) < 0) low = middle + 1
      else high = middle
    }
    const chunk = this.#chunks[low]
    if (chunk === undefined) return [low, 0]
    let first = 0
    let end = chunk.length
    while (first < end) {
      const middle = (first + end) >>> 1
      const item = chunk[middle]
      if (item !== undefined && place(item) < 0) first = middle + 1
      else end = middle
    }
    return [low, first]
  }
}

function* merged<T>(chunks: readonly (readonly T[])[], late: readonly T[], order: Order<T>): Generator<T, undefined> {
  let next = 0
  for (const chunk of chunks) {
    for (const item of chunk) {
      for (let other = late[next]; other !== undefined && order(other, item) < 0; other = late[next]) {
        yield other
        next += 1
      }
      yield item
    }
  }
  for (; next < late.length; next += 1) {
    const item = late[next]
    if (item !== undefined) yield item
  }
}
