import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  // The same files are served by the window's own protocol and by the loopback server.
  base: './',
  clearScreen: false,
  server: { host: '127.0.0.1', port: 5173, strictPort: true },
  build: {
    outDir: 'dist',
    // WebKitGTK 2.4x and WebView2 are both newer than this.
    target: ['es2022', 'safari16', 'chrome110'],
    // Everything stays a file of our own origin, as the content policy demands.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 800,
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/testing/setup.ts'],
    restoreMocks: true,
    // Whole pages are drawn in a simulated window: slow on a busy machine, never waiting on purpose.
    testTimeout: 30_000,
  },
});
