/** Builds what pages load: an ES module, a classic script, host adapters, and the web resource's page beside them. */
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const source = (name: string): string => fileURLToPath(new URL(`src/${name}`, import.meta.url))

/** A classic script is one file by itself, so each output is a build of its own, named by `--mode`. */
const outputs = {
  module: { entry: source('index.ts'), format: 'es', fileName: 'koble-widget.js' },
  classic: { entry: source('classic.ts'), format: 'iife', fileName: 'koble-widget.classic.js' },
  host: { entry: source('host-dataverse.ts'), format: 'es', fileName: 'koble-host-dataverse.js' },
  form: { entry: source('form-script.ts'), format: 'iife', fileName: 'koble-form-script.js' },
} as const

const isOutput = (mode: string): mode is keyof typeof outputs => mode in outputs

export default defineConfig(({ mode }) => {
  const { entry, format, fileName } = outputs[isOutput(mode) ? mode : 'module']
  return {
    publicDir: mode === 'module' ? 'web-resource' : false,
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      target: 'es2023',
      emptyOutDir: mode === 'module',
      // A library's ES module keeps its spaces otherwise.
      rolldownOptions: { output: { minify: true } },
      lib: { entry, formats: [format], name: 'KobleWidget', fileName: () => fileName },
    },
  }
})
