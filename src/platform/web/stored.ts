import { openDB, type DBSchema, type IDBPDatabase, type OpenDBCallbacks } from 'idb';

/**
 * A database of this device, opened when it is first wanted. One that does not open (no room, storage closed to us)
 * and one that the browser has closed are opened anew the next time: a full phone that was tidied works again.
 */
export function stored<Schema extends DBSchema>(
  name: string,
  upgrade: NonNullable<OpenDBCallbacks<Schema>['upgrade']>,
  version = 1,
): () => Promise<IDBPDatabase<Schema>> {
  let database: Promise<IDBPDatabase<Schema>> | undefined;
  const forget = () => (database = undefined);
  return async () => {
    try {
      return await (database ??= openDB<Schema>(name, version, {
        upgrade,
        terminated: forget,
        // A tab of a newer version wants to change the stores: let it.
        blocking: (_current, _wanted, event) => {
          (event.target as IDBDatabase).close();
          forget();
        },
      }));
    } catch (error) {
      forget();
      throw error;
    }
  };
}

/** True when the device has no room left for what was to be written. */
export const isFull = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'QuotaExceededError';
