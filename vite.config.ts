import { resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { fonts } from './tools/vite-fonts.ts';
import { firstPage } from './tools/vite-first-page.ts';
import { isAsking, isBehind, isReading, precache } from './tools/vite-precache.ts';
import { texts } from './tools/vite-texts.ts';

const api = process.env.THON_API ?? 'http://127.0.0.1:8080';

export default defineConfig(({ command }) => ({
  root: 'src/platform/web',
  publicDir: 'public',
  plugins: [svelte({ configFile: false }), texts(), fonts(), firstPage(), precache()],
  define: {
    // The component page and other workshop tools exist only in dev and debug builds.
    __WORKSHOP__: JSON.stringify(command === 'serve' || process.env.THON_DEBUG === '1'),
  },
  resolve: {
    alias: { $web: resolve(import.meta.dirname, 'src/platform/web') },
    conditions: process.env.VITEST ? ['browser'] : undefined,
  },
  server: { proxy: { '^/api/': { target: api, changeOrigin: false } }, fs: { allow: ['../../..'] } },
  build: {
    outDir: '../../../dist',
    emptyOutDir: true,
    target: 'es2022',
    // A strict content policy forbids data: addresses, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        app: 'src/platform/web/index.html',
        ahead: 'src/platform/web/ahead.ts',
        sw: 'src/platform/web/sw.ts',
      },
      output: {
        entryFileNames: (chunk) => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
        chunkFileNames: 'assets/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
        // Each request costs a phone more than its bytes: what the first page needs, and then what a household reads
        // from there, is one file each.
        codeSplitting: {
          groups: [
            {
              name: 'first',
              tags: ['$initial'],
              test: (id) => !/[/](sw|sw-push|ahead)[.]ts$/.test(id),
              priority: 2,
            },
            { name: 'reading', test: isReading, priority: 1 },
            { name: 'behind', test: isBehind, priority: 1 },
            { name: 'asking', test: isAsking, priority: 1 },
          ],
        },
      },
    },
  },
  test: {
    root: '.',
    environment: 'happy-dom',
    include: ['src/**/*.test.ts', 'tools/**/*.test.ts'],
    setupFiles: ['src/platform/web/test/setup.ts'],
    restoreMocks: true,
  },
}));
