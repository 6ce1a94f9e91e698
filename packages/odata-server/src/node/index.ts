/** What an emulator needs of Node besides the kit: a socket, its pages' files. See README.md. */
export { pageFiles } from './page-files.ts'
export { runEmulator } from './run-emulator.ts'
