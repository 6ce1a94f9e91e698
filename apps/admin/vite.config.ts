/** Builds the console into dist/, which the server serves at `/`. */
import { defineConfig } from 'vite'

export default defineConfig({
  root: 'src',
  build: { outDir: '../dist', emptyOutDir: true, target: 'es2023', modulePreload: { polyfill: false } },
})
