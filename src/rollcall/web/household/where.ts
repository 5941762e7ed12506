export interface Spot {
  latitude: number;
  longitude: number;
}

const PATIENCE_MS = 15_000;

/** Where this phone is, when its owner allows it; asked only after a tap that says so. */
export function whereAmI(): Promise<Spot | undefined> {
  return new Promise((resolve) => {
    if (!navigator.geolocation) return resolve(undefined);
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude } }) => resolve({ latitude, longitude }),
      () => resolve(undefined),
      { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: 60_000 },
    );
  });
}
