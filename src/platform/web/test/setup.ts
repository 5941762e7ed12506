import 'fake-indexeddb/auto';
import '@testing-library/svelte/vitest';
