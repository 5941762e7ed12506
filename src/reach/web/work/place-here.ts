import type { ToldPlace } from '$web/api-types.ts';

const LONGEST_WAIT = 10_000;

/** Where this device is now; undefined when it may not or cannot say. Asked only when the user wants it said. */
export function placeHere(): Promise<ToldPlace | undefined> {
  return new Promise((resolve) => {
    if (!navigator.geolocation) return resolve(undefined);
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, accuracy } }) =>
        resolve({ latitude, longitude, accuracy: Math.round(accuracy) }),
      () => resolve(undefined),
      { enableHighAccuracy: true, timeout: LONGEST_WAIT, maximumAge: 60_000 },
    );
  });
}
