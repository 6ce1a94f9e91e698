/** Builds the people's pages into dist/, which the emulator serves. */
import { defineConfig } from 'vite'

export default defineConfig({
  root: 'src/pages',
  build: { outDir: '../../dist', emptyOutDir: true, target: 'es2023', modulePreload: { polyfill: false } },
})
