/** The id of the input for a path of the request, so that a list of faults can lead to it. */
export const fieldId = (path: string): string => `field${path.replace(/[^a-zA-Z0-9]+/g, '-')}`;
