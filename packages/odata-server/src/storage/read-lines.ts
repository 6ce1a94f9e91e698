/** Lines of `crc32 json` in a file, whole ones only. */
import { readSync } from 'node:fs'
import { crc32 } from 'node:zlib'

export function lineOf(json: string): string {
  return `${crc32(json).toString(16).padStart(8, '0')} ${json}\n`
}

const pieceBytes = 1 << 20
const lineFeed = 10
/** Eight digits and a blank stand before the JSON. */
const sumLength = 9

/** Gives each good line to `onLine` and answers the length of the good part. A torn end is passed over; a damaged line before a good one is an error. */
export function readLines(file: number, path: string, onLine: (json: string) => void): number {
  const piece = Buffer.alloc(pieceBytes)
  let rest: Buffer = Buffer.alloc(0)
  let good = 0
  let position = 0
  let torn = false
  for (;;) {
    const read = readSync(file, piece, 0, pieceBytes, position)
    if (read === 0) {
      // A torn end follows something good; a log in which nothing is good is no log of ours.
      if (torn && good === 0) throw damaged(path, good)
      return good
    }
    position += read
    rest = Buffer.concat([rest, piece.subarray(0, read)])
    let start = 0
    for (let end = rest.indexOf(lineFeed); end >= 0; end = rest.indexOf(lineFeed, start)) {
      const json = jsonOf(rest.subarray(start, end))
      if (json === undefined) torn = true
      else if (torn) throw damaged(path, good)
      else {
        onLine(json)
        good += end + 1 - start
      }
      start = end + 1
    }
    rest = rest.subarray(start)
  }
}

const damaged = (path: string, good: number): Error =>
  new Error(
    `The log ${path} is damaged before its end (at byte ${good}). Restore the data directory from a copy, or start anew with --fresh.`,
  )

function jsonOf(line: Buffer): string | undefined {
  const json = line.subarray(sumLength)
  return json.length > 0 && line.toString('latin1', 0, sumLength - 1) === crc32(json).toString(16).padStart(8, '0')
    ? json.toString('utf8')
    : undefined
}
