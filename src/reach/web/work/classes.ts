// The 14 classes of content that a commune must make public (law on grassroots democracy), by number.
export const CONTENT_CLASSES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14] as const;
export type ContentClass = (typeof CONTENT_CLASSES)[number];

/** For a new announcement: what most announcements of a village are about. */
export const OTHER_MATTERS: ContentClass = 14;

export const classKey = (number: number) => `reach.class.${number as ContentClass}` as const;
