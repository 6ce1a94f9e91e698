/** Puts a file in another's place: whenever the machine stops, the old one is there or the new one. */
import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

export function replaceFile(path: string, bytes: Buffer): void {
  const temporary = `${path}.new`
  writeFileSync(temporary, bytes, { flush: true })
  moveInto(temporary, path)
}

/** Renames a file that is on disk already, and has the new name on disk too. */
export function moveInto(temporary: string, path: string): void {
  renameSync(temporary, path)
  const directory = openSync(dirname(path), 'r')
  fsyncSync(directory)
  closeSync(directory)
}
