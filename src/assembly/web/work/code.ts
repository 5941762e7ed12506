/** A house code as it stands in the register: "k7 m2-qx" → "K7M2QX". */
export const plainCode = (typed: string): string => typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
