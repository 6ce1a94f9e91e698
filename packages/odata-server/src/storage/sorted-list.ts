/**
 * Rows in order, in chunks: adding and removing among a million costs a binary search and a move inside one chunk of at most
 * 512. Iterating survives changes made meanwhile: the iterator finds its place again behind the last row it gave.
 */
export type Order<T> = (left: T, right: T) => number

const longest = 512

export class SortedList<T> {
  readonly #chunks: T[][] = []
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
    const last = this.#chunks.at(-1)
    if (last === undefined) {
      this.#chunks.push([item])
      return
    }
    const tail = last.at(-1)
    if (tail !== undefined && this.#order(tail, item) < 0) {
      // Appending in order fills chunks whole instead of splitting them in halves.
      if (last.length < longest) last.push(item)
      else this.#chunks.push([item])
      return
    }
    const [at, index] = this.#seek((other) => this.#order(other, item))
    const chunk = this.#chunks[at] ?? last
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

  clear(): void {
    this.#chunks.length = 0
    this.#size = 0
    this.#changes += 1
  }

  last(): T | undefined {
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
