import { deleteDB, openDB, type DBSchema } from 'idb';
import { expect, test, vi } from 'vitest';
import { stored } from '../stored.ts';

interface Schema extends DBSchema {
  notes: { key: string; value: string };
}

test('a database that did not open is opened anew', async () => {
  const newer = await openDB('test-stored', 2);
  newer.close();
  const open = stored<Schema>('test-stored', (db) => void db.createObjectStore('notes'));
  await expect(open()).rejects.toThrow();
  await deleteDB('test-stored');
  await (await open()).put('notes', 'phở', 'a');
  expect(await (await open()).get('notes', 'a')).toBe('phở');
});

test('one that is open is opened once', async () => {
  const opening = vi.spyOn(indexedDB, 'open');
  const open = stored<Schema>('test-stored-once', (db) => void db.createObjectStore('notes'));
  const [one, other] = await Promise.all([open(), open()]);
  expect(one).toBe(other);
  expect(opening).toHaveBeenCalledOnce();
});
